package io.freshseal.replication.control;

import static io.freshseal.replication.control.ReplicationBench.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.ComponentOutcome;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renewals of many signature files, over real HTTP from a relay's store to an agent's. */
class BulkRenewalTest {

  private static final int COMPONENTS = 10;
  private static final int MORE_THAN_A_BATCH = 300;

  @TempDir Path folder;
  private ReplicationBench bench;
  private Vault relay;
  private Vault agent;
  private VaultServer server;
  private HttpUpdateSource source;

  @BeforeEach
  void bringBothUpToDate() throws IOException {
    bench = new ReplicationBench(folder);
    relay = bench.vault("relay");
    agent = bench.vault("agent");
    for (int i = 0; i < COMPONENTS; i++) {
      bench.upstream.offer(id(i), "1.0", content(id(i), 500));
    }
    bench.upstream.publish();
    bench.runRelay(relay, true);
    server = new VaultServer(relay);
    source = server.source();
    assertThat(bench.runAgent(agent, source).result()).isEqualTo(RunResult.COMPLETED);
    server.takeAsked();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    bench.close();
  }

  private static String id(int i) {
    return "component-%05d".formatted(i);
  }

  private void renew(int count) {
    for (int i = 0; i < count; i++) {
      bench.upstream.renew(id(i * COMPONENTS / count));
    }
    bench.upstream.publish();
  }

  private List<String> series() {
    return server.asked.stream().filter(path -> path.contains("/signatures")).toList();
  }

  private long singles() {
    return server.asked.stream()
        .filter(path -> path.contains("objects/") || path.endsWith("/signature"))
        .count();
  }

  private void assertAgentHoldsWhatTheCatalogNames() {
    assertThat(agent.state().held()).containsExactlyElementsOf(bench.upstream.entries());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 9, 10})
  void renewedFilesOfAnyNumber_comeWithOneRequest(int count) {
    renew(count);
    bench.runRelay(relay, true);

    RunOutcome run = bench.runAgent(agent, source);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(series()).hasSize(1);
    // The revocation list of the new catalog is the one thing beside.
    assertThat(singles()).isEqualTo(1);
    assertThat(run.traffic().requests()).isEqualTo(3);
    assertAgentHoldsWhatTheCatalogNames();
    long files =
        bench.upstream.entries().stream()
            .filter(entry -> entry.signature().serial() == 2)
            .mapToLong(entry -> entry.signature().size())
            .sum();
    assertThat(run.traffic().signatureBytes()).isBetween(files + 1, files * 101 / 100);
  }

  @Test
  void aSingleRenewedFile_comesByItsName() {
    renew(1);
    bench.runRelay(relay, true);

    RunOutcome run = bench.runAgent(agent, source);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(series()).isEmpty();
    assertAgentHoldsWhatTheCatalogNames();
  }

  @Test
  void aRunInWhichNothingChanged_isOneConditionalRequest() {
    RunOutcome run = bench.runAgent(agent, source);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(server.takeAsked()).containsExactly("catalog");
    assertThat(run.traffic().requests()).isEqualTo(1);
    assertThat(run.traffic().bytes()).isZero();
    assertThat(bench.run(relay, source, RunPolicy.relay(true)))
        .extracting(RunOutcome::result)
        .isEqualTo(RunResult.COMPLETED);
    assertThat(server.asked).containsExactly("catalog");
  }

  @Test
  void filesOfASeries_areToldOf_whileOthersAreStillToCome_andOnceEach() throws IOException {
    for (int i = COMPONENTS; i < MORE_THAN_A_BATCH; i++) {
      bench.upstream.offer(id(i), "1.0", content("shared", 500));
    }
    bench.upstream.publish();
    bench.runRelay(relay, true);
    Vault fresh = bench.vault("fresh");
    Queue<ComponentId> told = new ConcurrentLinkedQueue<>();
    AtomicLong hereAtFirst = new AtomicLong();

    bench.run(
        fresh,
        source,
        RunPolicy.agent(),
        new RunListener() {
          @Override
          public void judged(ComponentId id, StatusCode code) {
            if (told.isEmpty()) {
              hereAtFirst.set(signaturesIn(fresh));
            }
            told.add(id);
          }
        });

    assertThat(told).doesNotHaveDuplicates().hasSize(MORE_THAN_A_BATCH);
    assertThat(hereAtFirst.get()).isBetween(1L, MORE_THAN_A_BATCH - 1L);
  }

  private long signaturesIn(Vault vault) {
    return bench.upstream.entries().stream()
        .map(CatalogEntry::signature)
        .filter(signature -> vault.objects().holds(signature.sha256(), signature.size()))
        .count();
  }

  @Test
  void aFirstRun_hasItsSignatureFilesWithOneRequestToo() throws IOException {
    Vault fresh = bench.vault("fresh");

    RunOutcome run = bench.runAgent(fresh, source);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(series()).hasSize(1);
    assertThat(run.traffic().requests()).isEqualTo(1 + 1 + 1 + COMPONENTS);
  }

  @Test
  void aSourceOfAnOlderMake_isAskedForOneFileAfterTheOther() {
    server.knowsSeries = false;
    renew(4);
    bench.runRelay(relay, true);

    RunOutcome run = bench.runAgent(agent, source);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(singles()).isEqualTo(4 + 1);
    assertAgentHoldsWhatTheCatalogNames();
  }

  @Test
  void aBodyThatBreaksOff_keepsWhatWasWholeAndAsksForTheRestAlone() {
    renew(10);
    bench.runRelay(relay, true);
    long file = bench.upstream.entry(id(0)).signature().size();
    server.cutSeries = file * 4;

    RunOutcome run = bench.runAgent(agent, source);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertAgentHoldsWhatTheCatalogNames();
    assertThat(series()).hasSize(3);
    assertThat(singles()).as("10, less 3 of each body, and the revocation list").isEqualTo(2);
    assertThat(series().get(0)).doesNotContain("?");
    assertThat(series().get(1)).contains("?pick=");
  }

  @Test
  void aRelayOfAnOldBuild_handsOutWhatItHoldsWithOneRequest() {
    List<CatalogEntry> before = relay.state().held();
    renew(6);
    bench.runRelay(relay, false);

    RunOutcome run = bench.runAgent(agent, source);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(relay.state().held()).isEqualTo(before);
    assertThat(agent.state().held()).isEqualTo(before);
    assertThat(run.components().stream().filter(c -> c.warning().isPresent()).count()).isEqualTo(6);
    assertThat(series()).hasSize(1);
    assertThat(singles()).isEqualTo(1);
  }

  @Test
  void aFileThatIsNotTheOneNamed_isAskedForByItsNameAndRefused() throws IOException {
    renew(6);
    bench.runRelay(relay, true);
    CatalogEntry third = bench.upstream.entry(id(3));
    Path file = relay.objects().find(third.signature().sha256()).orElseThrow();
    byte[] other = Files.readAllBytes(file);
    other[other.length / 2] ^= 1;
    Files.write(file, other);

    RunOutcome run = bench.runAgent(agent, source);

    assertThat(run.result()).isEqualTo(RunResult.PARTIAL);
    assertThat(
            run.components().stream()
                .filter(c -> c.code() != StatusCode.OK)
                .map(ComponentOutcome::id))
        .containsExactly(third.id());
    assertThat(agent.state().find(third.id()).orElseThrow().signature().serial()).isEqualTo(1);
    assertThat(agent.objects().find(third.signature().sha256())).isEmpty();
  }

  @Test
  void aReaderCaughtInASwitch_getsTheFilesOfItsCatalog() {
    renew(6);
    bench.runRelay(relay, true);
    List<CatalogEntry> mine = bench.upstream.entries();
    server.afterCatalog =
        () -> {
          renew(10);
          bench.runRelay(relay, true);
        };

    RunOutcome run = bench.runAgent(agent, source);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(relay.state().held()).isEqualTo(bench.upstream.entries()).isNotEqualTo(mine);
    assertThat(agent.state().held()).isEqualTo(mine);
    assertThat(series()).hasSize(1);
    assertThat(singles()).isEqualTo(1);
  }
}
