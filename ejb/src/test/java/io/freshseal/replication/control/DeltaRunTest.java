package io.freshseal.replication.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second version that travels as a delta, from the source to a relay and on to an agent. */
class DeltaRunTest {

  @TempDir Path folder;
  private ReplicationBench bench;
  private Vault first;
  private Vault relay;
  private Vault agent;
  private VaultServer source;
  private VaultServer behind;
  private final byte[] content = new byte[300_000];

  @BeforeEach
  void bringAllToTheFirstVersion() throws IOException {
    bench = new ReplicationBench(folder);
    first = bench.vault("source");
    relay = bench.vault("relay");
    agent = bench.vault("agent");
    new Random(9).nextBytes(content);
    for (int i = 0; i < 40; i++) {
      bench.upstream.offer("small-%02d".formatted(i), "1.0", new byte[] {(byte) i});
    }
    bench.upstream.offer("rules", "1.0", content);
    bench.upstream.publish();
    bench.runRelay(first, true);
    source = new VaultServer(first);
    behind = new VaultServer(relay);
    assertThat(runRelay().result()).isEqualTo(RunResult.COMPLETED);
    assertThat(runAgent().result()).isEqualTo(RunResult.COMPLETED);
    source.takeAsked();
    behind.takeAsked();
  }

  @AfterEach
  void close() throws IOException {
    source.close();
    behind.close();
    bench.close();
  }

  private RunOutcome runRelay() {
    return bench.run(relay, source.source(), RunPolicy.relay(true));
  }

  private RunOutcome runAgent() {
    return bench.runAgent(agent, behind.source());
  }

  private void offerTheSecondVersion() {
    for (int i = 0; i < content.length; i += 20_000) {
      content[i] ^= 1;
    }
    bench.upstream.offer("rules", "2.0", content);
    bench.upstream.publish();
    bench.runRelay(first, true);
  }

  private void assertByDelta(RunOutcome run, VaultServer server) {
    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(run.traffic().contentBytes()).isBetween(1L, 10_000L);
    assertThat(run.traffic().savedBytes()).isGreaterThan(290_000);
    assertThat(run.traffic().bytes()).isEqualTo(server.bodyBytes.get());
    assertThat(server.deltas)
        .hasSize(2)
        .contains("catalog", "objects/" + bench.upstream.entry("rules").sha256());
  }

  @Test
  void onBothHops_onlyWhatChangedIsTransferred() throws IOException {
    offerTheSecondVersion();

    assertByDelta(runRelay(), source);
    assertByDelta(runAgent(), behind);

    assertThat(agent.state().held()).containsExactlyElementsOf(bench.upstream.entries());
    assertThat(
            Files.readAllBytes(
                agent.objects().find(bench.upstream.entry("rules").sha256()).orElseThrow()))
        .isEqualTo(content);
    assertThat(relay.snapshot().orElseThrow().catalogDigest())
        .isEqualTo(first.snapshot().orElseThrow().catalogDigest());
  }

  @Test
  void aCatalogThatADeltaSpoilt_isFetchedWhole() {
    source.spoilsCatalogDeltas = true;
    offerTheSecondVersion();

    RunOutcome run = runRelay();

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(source.takeAsked()).startsWith("catalog", "catalog");
    assertThat(relay.state().held()).containsExactlyElementsOf(bench.upstream.entries());
  }

  @Test
  void aSourceWithoutDeltas_servesTheSameAtItsPrice() {
    source.makesDeltas = false;
    offerTheSecondVersion();

    RunOutcome run = runRelay();

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(run.traffic().contentBytes()).isEqualTo(content.length);
    assertThat(run.traffic().savedBytes()).isZero();
    assertThat(List.copyOf(source.deltas)).isEmpty();
  }

  @Test
  void whatIsNew_comesAsZstd_onBothHops() throws IOException {
    byte[] rules = "rule { condition: all of them }\n".repeat(10_000).getBytes(US_ASCII);
    source.makesZstd = true;
    behind.makesZstd = true;
    bench.upstream.offer("new", "1.0", rules);
    bench.upstream.publish();
    bench.runRelay(first, true);

    for (RunOutcome run : List.of(runRelay(), runAgent())) {
      assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
      assertThat(run.traffic().contentBytes()).isBetween(1L, rules.length / 10L);
      assertThat(run.traffic().savedBytes()).isGreaterThan(rules.length * 9L / 10);
    }
    assertThat(Files.readAllBytes(agent.objects().find(Sha256.of(rules)).orElseThrow()))
        .isEqualTo(rules);
  }
}
