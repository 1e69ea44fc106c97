package io.freshseal.vault.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.Recovery;
import io.freshseal.vault.entity.StorePlaces;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrubTest {

  private static final Clock CLOCK = Clock.fixed(VaultFixture.NOW, ZoneOffset.UTC);

  @TempDir private Path folder;

  private Vault vault;
  private CatalogEntry first;
  private CatalogEntry second;

  @BeforeEach
  void open() throws IOException {
    vault = Vault.open(places(), CLOCK);
    VaultFixture fixture = new VaultFixture(vault);
    first = fixture.entry("first", "1.0", 1);
    second = fixture.entry("second", "1.0", 1);
    fixture.serve(1, first, second);
  }

  @AfterEach
  void close() throws IOException {
    vault.close();
  }

  @Test
  void whole_ofASoundStore_findsNothing() throws IOException {
    Scrub.Part part = new Scrub(vault).whole();

    assertThat(part.unusable()).isEmpty();
    assertThat(part.objects()).isEqualTo(6);
    assertThat(part.ended()).isTrue();
  }

  @Test
  void whole_afterOneBitTurned_namesThatObjectAlone() throws IOException {
    flipOneBit(first.sha256());

    assertThat(new Scrub(vault).whole().unusable()).containsExactly(first.sha256());
  }

  @Test
  void next_readsEveryObjectOnceInParts_thenBeginsAnew() throws IOException {
    Files.delete(file(second.signature().sha256()));
    Scrub scrub = new Scrub(vault);
    Set<Sha256> unusable = new HashSet<>();
    int objects = 0;

    Scrub.Part part;
    do {
      part = scrub.next(1);
      unusable.addAll(part.unusable());
      objects += part.objects();
    } while (!part.ended());

    assertThat(objects).isEqualTo(6);
    assertThat(unusable).containsExactly(second.signature().sha256());
    assertThat(scrub.next(Long.MAX_VALUE).objects()).isEqualTo(6);
  }

  @Test
  void drop_givesUpTheComponentAndTheCatalog_andRemembersWhatMustNotGoBack() throws IOException {
    flipOneBit(first.sha256());
    StoreState before = vault.state();

    Recovery gone = vault.drop(new Scrub(vault).whole().unusable());

    assertThat(gone.dropped()).containsExactly(first);
    assertThat(gone.withdrawn()).isTrue();
    assertThat(vault.snapshot()).isEmpty();
    assertThat(vault.state().held()).containsExactly(second);
    assertThat(vault.state().superseded()).isEmpty();
    assertThat(vault.state().memory()).isEqualTo(before.memory());
    assertThat(vault.objects().find(first.sha256())).isEmpty();
    assertThat(vault.objects().verify(second.sha256())).isTrue();
  }

  @Test
  void drop_ofNothing_leavesEverythingServed() throws IOException {
    StoreState before = vault.state();

    Recovery gone = vault.drop(Set.of());

    assertThat(gone.isLoss()).isFalse();
    assertThat(vault.state()).isEqualTo(before);
    assertThat(vault.snapshot()).isPresent();
  }

  @Test
  void opening_afterTheKillBetweenFileAndState_dropsTheSame() throws IOException {
    Files.delete(file(first.sha256()));
    vault.close();

    vault = Vault.open(places(), CLOCK);

    assertThat(vault.recovery().dropped()).containsExactly(first);
    assertThat(vault.recovery().withdrawn()).isTrue();
    assertThat(vault.state().held()).containsExactly(second);
  }

  private StorePlaces places() {
    return new StorePlaces(folder.resolve("store"), folder.resolve("memory"));
  }

  private Path file(Sha256 digest) {
    return vault.objects().find(digest).orElseThrow();
  }

  private void flipOneBit(Sha256 digest) throws IOException {
    byte[] bytes = Files.readAllBytes(file(digest));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(digest), bytes);
  }
}
