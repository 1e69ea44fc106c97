package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.replication.control.lazy.LazyContents;
import io.freshseal.replication.entity.ContentAnswer;
import io.freshseal.replication.entity.RunView.State;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lazy relay: its runs, what it fetches on request, and which events it makes of it. */
class RelayContentsTest {

  @TempDir Path folder;
  private RelayBench bench;
  private LazyContents contents;

  @BeforeEach
  void runLazily() throws IOException {
    bench = new RelayBench(folder);
    bench.mode = "lazy";
    bench.offer("one", "1.0");
    bench.offer("two", "1.0");
    assertThat(bench.run(Trigger.TIMER).state()).isEqualTo(State.COMPLETED);
    contents = bench.relay.contents(Runnable::run);
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private ContentAnswer obtain(String id) throws InterruptedException {
    return contents.obtain(bench.upstream.entry(id).sha256());
  }

  private boolean isHere(CatalogEntry entry) {
    return bench.vault.objects().holds(entry.sha256(), entry.size());
  }

  @Test
  void relayIsWatchedAndTold_asIfItHeldEverything() throws Exception {
    assertThat(bench.projection).hasSize(2).allMatch(held -> held.status() == StatusCode.OK);
    assertThat(bench.vault.state().held()).hasSize(2).noneMatch(this::isHere);

    assertThat(obtain("one")).isInstanceOf(ContentAnswer.Here.class);

    assertThat(isHere(bench.upstream.entry("one"))).isTrue();
    assertThat(bench.events(EventType.UPDATE_FAULT)).isEmpty();
  }

  @Test
  void wrongBytes_areToldOnceInAnHour_withComponentReasonAndSource() throws Exception {
    bench.upstream.corrupt(bench.upstream.entry("one").sha256(), "onex.0".getBytes());
    bench.upstream.corrupt(bench.upstream.entry("two").sha256(), "twox.0".getBytes());

    obtain("one");
    obtain("two");

    assertThat(bench.events(EventType.UPDATE_FAULT)).hasSize(1);
    SystemEvent event = bench.events(EventType.UPDATE_FAULT).get(0);
    assertThat(event.error().orElseThrow().code()).isEqualTo(StatusCode.DIGEST_MISMATCH.code());
    assertThat(event.figures().toString()).contains("one", "1.0", "upstream.test");

    bench.clock.advance(Duration.ofHours(2));
    // A switch has it asked for again.
    bench.vault.switchTo(bench.vault.state().onRequest(true));
    obtain("two");
    assertThat(bench.events(EventType.UPDATE_FAULT)).hasSize(2);
  }

  @Test
  void heldSignatureThatHasRunOut_isToldByTheWatchAlone() throws Exception {
    bench.clock.advance(Duration.ofDays(91));
    bench.relay.check();
    int told = bench.events(EventType.UPDATE_FAILURE).size();

    assertThat(obtain("one"))
        .isInstanceOfSatisfying(
            ContentAnswer.Missing.class,
            missing ->
                assertThat(missing.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE));

    assertThat(told).isEqualTo(2);
    assertThat(bench.events(EventType.UPDATE_FAILURE)).hasSize(told);
  }

  @Test
  void relayThatIsToHoldEverything_fetchesTheRestInItsNextRun() {
    bench.mode = "full";

    assertThat(bench.run(Trigger.TIMER).state()).isEqualTo(State.COMPLETED);

    assertThat(bench.vault.state().held()).allMatch(this::isHere);
    assertThat(bench.vault.state().onRequest()).isFalse();
  }
}
