package io.freshseal.replication.control;

import static io.freshseal.replication.control.ReplicationBench.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong clock and a real expiry look alike; the clocks of other hosts tell them apart. */
class ClockDoubtTest {

  private static final Duration FAR = Duration.ofDays(400);

  @TempDir Path folder;
  private ReplicationBench bench;
  private Vault relay;

  @BeforeEach
  void serve() throws IOException {
    bench = new ReplicationBench(folder);
    relay = bench.vault("relay");
    bench.upstream.offer("rules", "1.0", content("rules", 1_000));
    bench.upstream.publish();
    bench.runRelay(relay, true);
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private void othersSay(Duration lead) {
    bench.upstream.hosts = Map.of("a.test", lead, "b.test", lead.plusSeconds(20));
  }

  @Test
  void clock_far_ahead_of_two_hosts_is_blamed_instead_of_the_certificate() {
    StoreState before = relay.state();
    bench.advance(FAR);
    othersSay(FAR.negated());

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.FAILED);
    assertThat(run.refusals())
        .extracting(RunRefusal::code)
        .containsOnly(StatusCode.CLOCK_UNTRUSTED);
    RunRefusal first = run.firstRefusal().orElseThrow();
    assertThat(first.evidence().clocks()).hasSize(2);
    assertThat(first.evidence().detail()).contains("a.test", "b.test", "expired at");
    assertThat(relay.state()).isEqualTo(before);
  }

  @Test
  void clock_far_behind_two_hosts_is_blamed_for_a_certificate_that_is_not_valid_yet()
      throws IOException {
    Vault fresh = bench.vault("fresh");
    bench.advance(FAR.negated());
    othersSay(FAR);

    RunOutcome run = bench.runRelay(fresh, true);

    assertThat(run.code()).isEqualTo(StatusCode.CLOCK_UNTRUSTED);
    assertThat(fresh.snapshot()).isEmpty();
    assertThat(fresh.state().memory().memories()).isEmpty();
  }

  @Test
  void certificate_that_has_run_out_by_the_other_clocks_too_has_run_out() {
    bench.advance(FAR);
    othersSay(Duration.ofDays(-10));

    RunRefusal first = bench.runRelay(relay, true).firstRefusal().orElseThrow();

    assertThat(first.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(first.evidence().clocks()).hasSize(2);
  }

  @Test
  void one_host_alone_is_evidence_and_no_more() {
    bench.advance(FAR);
    bench.upstream.hosts = Map.of("a.test", FAR.negated());

    RunRefusal first = bench.runRelay(relay, true).firstRefusal().orElseThrow();

    assertThat(first.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(first.evidence().clocks()).singleElement().matches(s -> s.host().equals("a.test"));
  }

  @Test
  void hosts_are_not_asked_while_no_date_decides() {
    othersSay(FAR);
    bench.upstream.serveCatalog(new byte[] {1, 2, 3});

    assertThat(bench.runRelay(relay, true).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
    assertThat(bench.upstream.clocksAsked).isZero();
  }

  @Test
  void other_clocks_never_make_pass_what_is_refused() {
    bench.advance(Duration.ofDays(31));
    othersSay(Duration.ofDays(-31));
    StoreState before = relay.state();

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.FAILED);
    assertThat(run.code()).isEqualTo(StatusCode.CLOCK_UNTRUSTED);
    assertThat(relay.state()).isEqualTo(before);
  }
}
