package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.Change;
import io.freshseal.replication.entity.ContentRule;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that leave contents to whoever asks for them. */
class LazyRunTest {

  private static final byte[] CONTENT = ReplicationBench.content("rules", 5_000);

  @TempDir Path folder;
  private ReplicationBench bench;
  private Vault relay;

  @BeforeEach
  void open() throws IOException {
    bench = new ReplicationBench(folder);
    relay = bench.vault("relay");
    bench.upstream.offer("rules", "1.0", CONTENT);
    bench.upstream.publish();
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private RunOutcome runLazy() {
    return bench.run(relay, bench.upstream, RunPolicy.relay(true).with(ContentRule.ON_REQUEST));
  }

  private boolean holds(CatalogEntry entry) {
    return relay.objects().holds(entry.sha256(), entry.size());
  }

  @Test
  void run_servesTheCatalogWithSignatureFilesAndNoContent() {
    RunOutcome run = runLazy();

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(run.switched()).isTrue();
    assertThat(run.traffic().contentBytes()).isZero();
    CatalogEntry held = relay.state().held().get(0);
    assertThat(held).isEqualTo(bench.upstream.entry("rules"));
    assertThat(relay.objects().find(held.signature().sha256())).isPresent();
    assertThat(holds(held)).isFalse();
    assertThat(relay.state().onRequest()).isTrue();
  }

  @Test
  void renewal_isTakenForWhatIsNotHeld_andTheNextRunChangesNothing() {
    runLazy();
    bench.advance(Duration.ofDays(10));
    bench.upstream.renew("rules");
    bench.upstream.publish();

    RunOutcome renewal = runLazy();
    RunOutcome idle = runLazy();

    assertThat(ReplicationBench.outcome(renewal, "rules").change())
        .isEqualTo(Change.SIGNATURE_RENEWED);
    assertThat(relay.state().held().get(0).signature().serial()).isEqualTo(2);
    assertThat(idle.switched()).isFalse();
    assertThat(idle.traffic().bytes()).isZero();
  }

  @Test
  void refusedSignature_isReportedAsEver() {
    runLazy();
    bench.upstream.signatureValidity = Duration.ofDays(1);
    bench.upstream.offer("rules", "2.0", new byte[] {2});
    bench.upstream.publish();
    bench.advance(Duration.ofDays(2));

    RunOutcome run = runLazy();

    assertThat(run.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(relay.state().held().get(0).version().text()).isEqualTo("1.0");
  }

  @Test
  void fullRunAfterALazyOne_fetchesTheRest_andTheStoreIsWholeAgain() {
    runLazy();

    RunOutcome full = bench.runRelay(relay, true);

    assertThat(full.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(full.traffic().contentBytes()).isEqualTo(CONTENT.length);
    assertThat(holds(relay.state().held().get(0))).isTrue();
    assertThat(relay.state().onRequest()).isFalse();
  }

  @Test
  void fullRun_forgetsEarlierVersionsThatCannotBeHadAnyMore() throws IOException {
    runLazy();
    bench.upstream.offer("rules", "2.0", new byte[] {2});
    bench.upstream.publish();
    runLazy();
    assertThat(relay.snapshot().orElseThrow().versions(ComponentId.parse("rules").orElseThrow()))
        .hasSize(2);

    bench.runRelay(relay, true);

    assertThat(relay.state().superseded()).isEmpty();
    assertThat(relay.snapshot().orElseThrow().versions(ComponentId.parse("rules").orElseThrow()))
        .containsExactly(bench.upstream.entry("rules"));
  }

  @Test
  void fullRunThatFails_leavesTheStoreServingOnRequest() {
    runLazy();
    bench.upstream.withhold(bench.upstream.entry("rules").sha256());

    RunOutcome full = bench.runRelay(relay, true);

    assertThat(full.result()).isEqualTo(RunResult.FAILED);
    assertThat(relay.state().onRequest()).isTrue();
    assertThat(relay.snapshot()).isPresent();
    assertThat(relay.state().held()).hasSize(1);
  }

  @Test
  void lazyRunAfterAFullOne_letsContentsGoMissingFromNowOn() throws IOException {
    bench.runRelay(relay, true);
    assertThat(relay.state().onRequest()).isFalse();

    RunOutcome lazy = runLazy();

    assertThat(lazy.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(relay.state().onRequest()).isTrue();
    assertThat(holds(relay.state().held().get(0))).as("nothing is thrown away by a run").isTrue();
    relay = bench.reopen("relay");
    assertThat(relay.snapshot()).isPresent();
  }
}
