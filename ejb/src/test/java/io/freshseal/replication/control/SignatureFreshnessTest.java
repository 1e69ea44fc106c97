package io.freshseal.replication.control;

import static io.freshseal.replication.control.ReplicationBench.NEW_BUILD;
import static io.freshseal.replication.control.ReplicationBench.OLD_BUILD;
import static io.freshseal.replication.control.ReplicationBench.content;
import static io.freshseal.replication.control.ReplicationBench.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.fleet.entity.RelayStatusText;
import io.freshseal.replication.entity.Change;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.replication.entity.StoreRefusal;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The failure that this product exists to end, and what ends it. */
class SignatureFreshnessTest {

  @TempDir Path folder;
  private ReplicationBench bench;
  private Vault relay;
  private CatalogEntry first;

  @BeforeEach
  void publishOneComponent() throws IOException {
    bench = new ReplicationBench(folder);
    relay = bench.vault("relay");
    bench.upstream.signatureValidity = Duration.ofDays(10);
    bench.upstream.catalogValidity = Duration.ofDays(60);
    first = bench.upstream.offer("smart-scan", "19.421.00", content("first", 50_000));
    bench.upstream.publish();
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void old_build_skips_a_renewed_signature_and_serves_the_new_catalog_with_the_old_file() {
    bench.runRelay(relay, false);
    bench.advance(Duration.ofDays(5));
    bench.upstream.renew("smart-scan");
    bench.upstream.publish();

    RunOutcome run = bench.runRelay(relay, false);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(outcome(run, "smart-scan").change()).isEqualTo(Change.SIGNATURE_SKIPPED);
    assertThat(run.traffic().signatureBytes()).isZero();
    assertThat(relay.snapshot().orElseThrow().catalog().sequence()).isEqualTo(2);
    assertThat(heldSignature(relay)).isEqualTo(first);
  }

  @Test
  void agent_behind_an_old_build_accepts_the_stale_signature_with_a_warning_and_asks_again()
      throws IOException {
    bench.runRelay(relay, false);
    bench.advance(Duration.ofDays(5));
    CatalogEntry renewed = bench.upstream.renew("smart-scan");
    bench.upstream.publish();
    bench.runRelay(relay, false);
    Vault agent = bench.vault("agent");

    RunOutcome run = bench.runAgent(agent, new VaultSource(relay, OLD_BUILD));

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(outcome(run, "smart-scan").warning()).isPresent();
    assertThat(heldSignature(agent).signature()).isEqualTo(first.signature());

    bench.runRelay(relay, true);
    RunOutcome later = bench.runAgent(agent, new VaultSource(relay, NEW_BUILD));
    assertThat(outcome(later, "smart-scan").change()).isEqualTo(Change.SIGNATURE_RENEWED);
    assertThat(outcome(later, "smart-scan").warning()).isEmpty();
    assertThat(heldSignature(agent)).isEqualTo(renewed);
    assertThat(later.traffic().contentBytes()).isZero();
  }

  @Test
  void old_build_ages_until_the_certificate_expires_and_an_upgrade_repairs_it() throws IOException {
    bench.runRelay(relay, false);
    Vault agent = bench.vault("agent");
    bench.runAgent(agent, new VaultSource(relay, OLD_BUILD));
    bench.advance(Duration.ofDays(5));
    bench.upstream.renew("smart-scan");
    bench.upstream.publish();
    bench.runRelay(relay, false);
    bench.advance(Duration.ofDays(6));

    RunOutcome refused = bench.runAgent(agent, new VaultSource(relay, OLD_BUILD));

    assertThat(refused.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(text(refused)).isEqualTo("IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE");
    assertThat(heldSignature(agent)).isEqualTo(first);

    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
    RunOutcome repaired = bench.runAgent(agent, new VaultSource(relay, NEW_BUILD));
    assertThat(repaired.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(repaired.traffic().contentBytes()).isZero();
  }

  @Test
  void fresh_agent_is_refused_an_expired_signature_before_any_content_is_asked_for()
      throws IOException {
    bench.runRelay(relay, true);
    bench.advance(Duration.ofDays(11));
    Vault agent = bench.vault("agent");

    RunOutcome run = bench.runAgent(agent, new VaultSource(relay, NEW_BUILD));

    assertThat(run.result()).isEqualTo(RunResult.FAILED);
    assertThat(run.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(run.firstRefusal().orElseThrow().evidence().chainVerified()).contains(true);
    assertThat(text(run)).isEqualTo("IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    assertThat(run.traffic().contentBytes()).isZero();
    assertThat(agent.state().held()).isEmpty();
  }

  @Test
  void new_build_takes_a_renewed_signature_and_not_one_byte_of_content() {
    bench.runRelay(relay, true);
    long before = bench.upstream.contentBytes();
    bench.advance(Duration.ofDays(5));
    CatalogEntry renewed = bench.upstream.renew("smart-scan");
    bench.upstream.publish();

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(outcome(run, "smart-scan").change()).isEqualTo(Change.SIGNATURE_RENEWED);
    assertThat(heldSignature(relay)).isEqualTo(renewed);
    assertThat(bench.upstream.contentBytes()).isEqualTo(before);
    assertThat(run.traffic().contentBytes()).isZero();
    // The catalog, the revocation list that it names, the signature file.
    assertThat(run.traffic().requests()).isEqualTo(3);
  }

  @Test
  void idle_new_build_ages_all_the_same_and_one_run_repairs_it() throws IOException {
    bench.runRelay(relay, true);
    bench.advance(Duration.ofDays(11));

    List<StoreRefusal> found = check();
    assertThat(found)
        .extracting(StoreRefusal::code)
        .containsExactly(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);

    bench.upstream.renew("smart-scan");
    bench.upstream.publish();
    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
    assertThat(check()).isEmpty();
  }

  @Test
  void unchanged_catalog_is_one_request_and_changes_nothing_on_disk() {
    bench.runRelay(relay, true);

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(run.switched()).isFalse();
    assertThat(run.traffic().requests()).isEqualTo(1);
    assertThat(run.traffic().bytes()).isZero();
  }

  @Test
  void both_builds_fetch_signature_and_content_of_a_new_version() throws IOException {
    bench.runRelay(relay, false);
    bench.upstream.offer("smart-scan", "19.423.00", content("second", 60_000));
    bench.upstream.publish();

    RunOutcome run = bench.runRelay(relay, false);

    assertThat(outcome(run, "smart-scan").change()).isEqualTo(Change.CONTENT_UPDATED);
    assertThat(run.traffic().contentBytes()).isEqualTo(60_000);
    assertThat(relay.snapshot().orElseThrow().versions(first.id())).hasSize(2);
  }

  @Test
  void a_valid_signature_is_not_replaced_by_an_expired_one_that_the_source_hands_out()
      throws IOException {
    bench.runRelay(relay, false);
    Vault agent = bench.vault("agent");
    bench.advance(Duration.ofDays(5));
    CatalogEntry second = bench.upstream.renew("smart-scan");
    bench.upstream.publish();
    bench.runAgent(agent, bench.upstream);
    bench.advance(Duration.ofDays(6));
    bench.upstream.renew("smart-scan");
    bench.upstream.publish();
    bench.runRelay(relay, false);

    RunOutcome run = bench.runAgent(agent, new VaultSource(relay, OLD_BUILD));

    assertThat(run.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(heldSignature(agent)).isEqualTo(second);
    assertThat(check(agent)).isEmpty();
  }

  @Test
  void expired_certificate_is_reported_before_an_expired_catalog_or_a_silent_source()
      throws IOException {
    bench.upstream.catalogValidity = Duration.ofDays(1);
    bench.upstream.publish();
    bench.runRelay(relay, true);
    bench.advance(Duration.ofDays(2));

    RunOutcome frozen = bench.runRelay(relay, true);
    assertThat(frozen.code()).isEqualTo(StatusCode.CATALOG_EXPIRED);
    assertThat(frozen.result()).isEqualTo(RunResult.FAILED);

    bench.advance(Duration.ofDays(9));
    bench.upstream.unreachable = true;
    RunOutcome silent = bench.runRelay(relay, true);
    assertThat(silent.refusals())
        .extracting(refusal -> refusal.code())
        .containsExactly(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, StatusCode.SOURCE_UNREACHABLE);
  }

  private List<StoreRefusal> check() throws IOException {
    return check(relay);
  }

  private List<StoreRefusal> check(Vault vault) throws IOException {
    return new StoreCheck(vault, new SignatureJudge())
        .check(TrustBasis.of(bench.upstream.anchors()), bench.clock.instant());
  }

  private CatalogEntry heldSignature(Vault vault) {
    return vault.snapshot().orElseThrow().find(first.id()).orElseThrow();
  }

  private static String text(RunOutcome run) {
    RelayBuild build = run.relayBuild().flatMap(RelayBuild::parse).orElseThrow();
    return RelayStatusText.of(run.code(), build, RelayBuildTable.SEED);
  }
}
