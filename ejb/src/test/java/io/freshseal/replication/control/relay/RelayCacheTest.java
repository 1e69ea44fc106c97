package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.CacheCleared;
import io.freshseal.replication.entity.CacheScope;
import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.State;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.entity.Recovery;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayCacheTest {

  private static final Duration PAST_EXPIRY = Duration.ofDays(91);

  @TempDir private Path folder;

  private RelayBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new RelayBench(folder);
    bench.upstream.catalogValidity = Duration.ofDays(1000);
    bench.offer("first", "1.0");
    bench.offer("second", "1.0");
    bench.run(Trigger.TIMER);
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void unusable_ofASoundStore_isNothing_andEverythingStaysServed() {
    Snapshot before = bench.vault.snapshot().orElseThrow();

    CacheCleared cleared = bench.relay.cache().clear(CacheScope.UNUSABLE);

    assertThat(cleared.done()).isTrue();
    assertThat(cleared.gone().isAnything()).isFalse();
    assertThat(bench.vault.snapshot().orElseThrow().catalog()).isEqualTo(before.catalog());
    assertThat(bench.vault.state().held()).hasSize(2);
  }

  @Test
  void damagedContent_isDroppedAlone_andTheNextRunFetchesItAlone() throws IOException {
    CatalogEntry first = bench.upstream.entry("first");
    StoreMemory memory = bench.vault.state().memory();
    damage(first.sha256());

    CacheCleared cleared = bench.relay.cache().clear(CacheScope.UNUSABLE);

    assertThat(cleared.gone().dropped()).containsExactly(first);
    assertThat(cleared.gone().withdrawn()).isTrue();
    assertThat(bench.vault.snapshot()).isEmpty();
    assertThat(bench.vault.state().held()).extracting(e -> e.id().text()).containsExactly("second");
    assertThat(bench.vault.state().memory()).isEqualTo(memory);

    long before = bench.upstream.contentBytes();
    RunView run = bench.run(Trigger.TIMER);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(bench.upstream.contentBytes() - before).isEqualTo(first.size());
    assertThat(bench.vault.objects().verify(first.sha256())).isTrue();
    assertThat(bench.vault.snapshot()).isPresent();
  }

  @Test
  void expiredSignatureFiles_areDropped_andTheRenewedOnesTaken() {
    bench.clock.advance(PAST_EXPIRY);
    bench.relay.check();
    bench.renew("first");

    CacheCleared cleared = bench.relay.cache().clear(CacheScope.UNUSABLE);

    assertThat(cleared.gone().dropped()).hasSize(2);
    assertThat(bench.vault.snapshot()).isEmpty();

    bench.renew("second");
    assertThat(bench.run(Trigger.TIMER).state()).isEqualTo(State.COMPLETED);
    assertThat(bench.vault.state().held())
        .allMatch(entry -> entry.signature().serial() == 2)
        .hasSize(2);
  }

  @Test
  void clearing_whileARunGoesOn_isBusyAndDropsNothing() {
    bench.offer("first", "2.0");
    Snapshot before = bench.vault.snapshot().orElseThrow();
    StatusCode[] code = new StatusCode[1];
    bench.upstream.whenAsked =
        () -> code[0] = bench.relay.cache().clear(CacheScope.UNUSABLE).code();

    bench.run(Trigger.TIMER);

    assertThat(code[0]).isEqualTo(StatusCode.BUSY);
    assertThat(bench.vault.snapshot().orElseThrow()).isNotEqualTo(before);
    assertThat(bench.vault.state().held()).hasSize(2);
  }

  @Test
  void scrub_ofASoundStore_findsNothing() {
    assertThat(bench.relay.cache().scrub(Long.MAX_VALUE)).isEmpty();
    assertThat(bench.vault.snapshot()).isPresent();
  }

  @Test
  void scrub_findsDamageInParts_andTheNextRunMendsIt() throws IOException {
    CatalogEntry second = bench.upstream.entry("second");
    damage(second.signature().sha256());

    Optional<Recovery> gone = Optional.empty();
    int parts = 0;
    while (gone.isEmpty() && parts < 100) {
      gone = bench.relay.cache().scrub(1);
      parts++;
    }

    assertThat(gone.orElseThrow().dropped()).containsExactly(second);
    assertThat(bench.projection).extracting(h -> h.entry().id().text()).containsExactly("first");

    bench.run(Trigger.TIMER);
    assertThat(bench.vault.objects().verify(second.signature().sha256())).isTrue();
    assertThat(bench.vault.state().held()).hasSize(2);
    assertThat(bench.relay.cache().scrub(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void scrub_findsADamagedRevocationList_andTheNextRunFetchesIt() throws IOException {
    Sha256 list = bench.upstream.newestList().sha256();
    damage(list);

    assertThat(bench.relay.cache().scrub(Long.MAX_VALUE).orElseThrow().removed()).isEqualTo(1);
    assertThat(bench.vault.objects().find(list)).isEmpty();

    assertThat(bench.run(Trigger.TIMER).state()).isEqualTo(State.COMPLETED);
    assertThat(bench.vault.objects().verify(list)).isTrue();
  }

  private void damage(Sha256 digest) throws IOException {
    Path file = bench.vault.objects().find(digest).orElseThrow();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
