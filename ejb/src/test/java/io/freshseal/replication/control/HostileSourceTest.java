package io.freshseal.replication.control;

import static io.freshseal.replication.control.ReplicationBench.content;
import static io.freshseal.replication.control.ReplicationBench.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.replication.entity.Change;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.control.Folders;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.Hop;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that lies, breaks off or goes back; what is served stays as it was. */
class HostileSourceTest {

  private static final byte[] HTML =
      "<html><body>404 Not Found</body></html>".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private ReplicationBench bench;
  private Vault relay;

  @BeforeEach
  void serveTwoComponents() throws IOException {
    bench = new ReplicationBench(folder);
    relay = bench.vault("relay");
    bench.upstream.offer("engine", "1.0", content("engine", 30_000));
    bench.upstream.offer("rules", "1.0", content("rules", 20_000));
    bench.upstream.publish();
    bench.runRelay(relay, true);
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void older_catalog_is_refused_and_the_state_unchanged() {
    byte[] old = bench.upstream.publish();
    bench.upstream.publish();
    bench.runRelay(relay, true);
    StoreState before = relay.state();
    bench.upstream.serveCatalog(old);

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.code()).isEqualTo(StatusCode.ROLLBACK);
    assertThat(relay.state()).isEqualTo(before);
  }

  @Test
  void older_catalog_is_refused_after_a_cleared_cache_too() throws IOException {
    byte[] old = bench.upstream.publish();
    bench.upstream.publish();
    bench.runRelay(relay, true);
    relay.clear();
    bench.upstream.serveCatalog(old);

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.code()).isEqualTo(StatusCode.ROLLBACK);
    assertThat(relay.snapshot()).isEmpty();
  }

  @Test
  void higher_epoch_starts_sequences_and_serials_anew() {
    bench.upstream.publishAs(900);
    bench.runRelay(relay, true);
    bench.upstream.epoch = 2;
    bench.upstream.publishAs(1);

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(relay.state().memory("primary").orElseThrow().epoch()).isEqualTo(2);
  }

  @Test
  void source_whose_clock_runs_ahead_does_not_turn_readers_against_their_own_clock() {
    bench.advance(Duration.ofMinutes(8));
    bench.upstream.publish();
    bench.advance(Duration.ofMinutes(-8));

    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
    assertThat(relay.state().trustedTime().orElseThrow()).isEqualTo(bench.clock.instant());
  }

  @Test
  void withdrawn_component_is_reported_and_may_not_come_back_older() {
    bench.upstream.withdraw("rules");
    bench.upstream.offer("extra", "1.0", content("extra", 100));
    bench.upstream.publish();

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(run.offer().removed()).containsExactly(new ComponentId("rules"));
    assertThat(run.offer().added()).containsExactly(new ComponentId("extra"));
    assertThat(relay.state().find(new ComponentId("rules"))).isEmpty();
    StoreState before = relay.state();

    bench.upstream.offer("rules", "0.9", content("older", 100));
    bench.upstream.publish();

    assertThat(bench.runRelay(relay, true).code()).isEqualTo(StatusCode.ROLLBACK);
    assertThat(relay.state()).isEqualTo(before);
  }

  @Test
  void extra_objects_at_the_source_are_neither_asked_for_nor_kept() throws IOException {
    Sha256 extra = bench.upstream.keep(content("extra", 5_000));
    bench.upstream.offer("rules", "1.1", content("newer", 100));
    bench.upstream.publish();

    assertThat(bench.runRelay(relay, true).traffic().contentBytes()).isEqualTo(100);
    assertThat(relay.objects().find(extra)).isEmpty();
  }

  @Test
  void refusal_of_what_is_handed_out_names_the_source_and_of_what_is_held_the_store() {
    bench.upstream.serveCatalog(HTML);

    assertThat(bench.runRelay(relay, true).firstRefusal().orElseThrow().evidence().hop())
        .contains(Hop.upstream("http://upstream.test/api/v1"));

    bench.advance(Duration.ofDays(91));
    RunRefusal held = bench.runRelay(relay, true).firstRefusal().orElseThrow();
    assertThat(held.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(held.evidence().hop()).contains(Hop.store(relay.directory().toString()));
    assertThat(held.evidence().date())
        .isEqualTo(held.evidence().offender().map(CertificateFacts::notAfter));
  }

  @Test
  void second_catalog_of_the_same_sequence_is_equivocation() {
    StoreState before = relay.state();
    bench.upstream.offer("rules", "1.1", content("other", 100));
    bench.upstream.publishAs(1);

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.code()).isEqualTo(StatusCode.EQUIVOCATION);
    assertThat(run.firstRefusal().orElseThrow().evidence().conflict().orElseThrow().accepted())
        .isEqualTo(before.memory("primary").orElseThrow().catalog());
    assertThat(relay.state()).isEqualTo(before);
  }

  @Test
  void catalog_that_names_an_older_version_is_refused() {
    StoreState before = relay.state();
    bench.upstream.offer("rules", "0.9", content("older", 100));
    bench.upstream.publish();

    assertThat(bench.runRelay(relay, true).code()).isEqualTo(StatusCode.ROLLBACK);
    assertThat(relay.state()).isEqualTo(before);
  }

  @Test
  void html_page_as_catalog_is_refused_and_the_state_unchanged() {
    StoreState before = relay.state();
    bench.upstream.serveCatalog(HTML);

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.FAILED);
    assertThat(run.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
    assertThat(relay.state()).isEqualTo(before);
  }

  @Test
  void html_page_as_signature_is_refused_before_content_is_asked_for() {
    CatalogEntry lied = bench.upstream.offer("rules", "1.1", content("newer", 40_000));
    bench.upstream.corrupt(lied.signature().sha256(), HTML);
    bench.upstream.publish();

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.PARTIAL);
    assertThat(outcome(run, "rules").code()).isEqualTo(StatusCode.DIGEST_MISMATCH);
    assertThat(run.traffic().contentBytes()).isZero();
    assertThat(relay.snapshot().orElseThrow().catalog().sequence()).isEqualTo(1);
    assertThat(relay.objects().find(lied.signature().sha256())).isEmpty();
  }

  @Test
  void html_page_as_newest_signature_of_a_source_that_lacks_the_named_one_is_refused()
      throws IOException {
    CatalogEntry renewed = bench.upstream.renew("rules");
    bench.upstream.publish();
    bench.upstream.withhold(renewed.signature().sha256());
    CatalogEntry held = relay.state().find(renewed.id()).orElseThrow();
    bench.upstream.claim(
        renewed.withSignature(
            new SignatureEntry(
                bench.upstream.keep(HTML),
                HTML.length,
                1,
                held.signature().signedAt(),
                held.signature().expires())));

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(outcome(run, "rules").code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
    assertThat(relay.state().find(renewed.id())).contains(held);
  }

  @Test
  void signature_of_another_component_is_refused() {
    CatalogEntry engine = bench.upstream.entry("engine");
    CatalogEntry rules = bench.upstream.offer("rules", "1.1", content("newer", 100));
    bench.upstream.claim(rules.withSignature(engine.signature()));
    bench.upstream.publish();

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(outcome(run, "rules").code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
    assertThat(relay.snapshot().orElseThrow().catalog().sequence()).isEqualTo(1);
  }

  @Test
  void content_with_another_digest_is_refused_and_never_named() {
    CatalogEntry lied = bench.upstream.offer("rules", "1.1", content("newer", 40_000));
    bench.upstream.corrupt(lied.sha256(), content("worse", 40_000));
    bench.upstream.publish();

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(outcome(run, "rules").code()).isEqualTo(StatusCode.DIGEST_MISMATCH);
    assertThat(relay.objects().find(lied.sha256())).isEmpty();
    assertThat(relay.snapshot().orElseThrow().catalog().sequence()).isEqualTo(1);
  }

  @Test
  void content_longer_than_named_is_refused() {
    CatalogEntry lied = bench.upstream.offer("rules", "1.1", content("newer", 40_000));
    bench.upstream.corrupt(lied.sha256(), content("worse", 90_000));
    bench.upstream.publish();

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(outcome(run, "rules").code()).isEqualTo(StatusCode.TOO_LARGE);
    assertThat(relay.objects().find(lied.sha256())).isEmpty();
  }

  @Test
  void content_that_ends_early_is_refused_and_resumed_by_the_next_run() {
    CatalogEntry wanted = bench.upstream.offer("rules", "1.1", content("newer", 100_000));
    bench.upstream.cut(wanted.sha256(), 10_000);
    bench.upstream.publish();

    RunOutcome first = bench.runRelay(relay, true);
    assertThat(outcome(first, "rules").code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    assertThat(first.traffic().contentBytes()).isEqualTo(40_000);
    assertThat(relay.snapshot().orElseThrow().catalog().sequence()).isEqualTo(1);

    bench.upstream.heal(wanted.sha256());
    RunOutcome second = bench.runRelay(relay, true);
    assertThat(second.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(second.traffic().contentBytes()).isEqualTo(60_000);
    assertThat(second.traffic().signatureBytes()).isZero();
    assertThat(relay.snapshot().orElseThrow().catalog().sequence()).isEqualTo(2);
  }

  @Test
  void one_bad_component_holds_a_relay_back_but_not_a_renewed_signature_of_another() {
    CatalogEntry lied = bench.upstream.offer("rules", "1.1", content("newer", 40_000));
    bench.upstream.withhold(lied.sha256());
    CatalogEntry renewed = bench.upstream.renew("engine");
    bench.upstream.publish();

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.PARTIAL);
    assertThat(outcome(run, "rules").code()).isEqualTo(StatusCode.SOURCE_INCOMPLETE);
    assertThat(relay.snapshot().orElseThrow().catalog().sequence()).isEqualTo(1);
    assertThat(relay.state().find(renewed.id())).contains(renewed);
  }

  @Test
  void one_bad_component_does_not_hold_an_agent_back() throws IOException {
    Vault agent = bench.vault("agent");
    bench.runAgent(agent, bench.upstream);
    CatalogEntry lied = bench.upstream.offer("rules", "1.1", content("newer", 40_000));
    bench.upstream.withhold(lied.sha256());
    CatalogEntry updated = bench.upstream.offer("engine", "1.1", content("engine 2", 10_000));
    bench.upstream.publish();

    RunOutcome run = bench.runAgent(agent, bench.upstream);

    assertThat(run.result()).isEqualTo(RunResult.PARTIAL);
    assertThat(agent.state().find(updated.id())).contains(updated);
    assertThat(agent.state().find(lied.id()).orElseThrow().version())
        .isEqualTo(new ComponentVersion("1.0"));
    assertThat(outcome(run, "rules").change()).isEqualTo(Change.REFUSED);
  }

  @Test
  void silent_source_fails_the_run_and_what_is_served_stays() {
    StoreState before = relay.state();
    bench.upstream.unreachable = true;

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.FAILED);
    assertThat(run.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    assertThat(relay.state()).isEqualTo(before);
  }

  @Test
  void source_that_dies_after_its_catalog_is_given_up_instead_of_asked_for_every_component() {
    for (int i = 0; i < 40; i++) {
      bench.upstream.offer("extra-" + i, "1.0", content("extra " + i, 10));
    }
    byte[] catalog = bench.upstream.publish();
    UpdateSource dying = new DyingSource(catalog);

    RunOutcome run = bench.run(relay, dying, RunPolicy.relay(true));

    assertThat(run.result()).isEqualTo(RunResult.PARTIAL);
    assertThat(run.traffic().requests()).isLessThan(15);
    assertThat(relay.snapshot().orElseThrow().catalog().sequence()).isEqualTo(1);
  }

  @Test
  void clock_behind_trusted_time_is_refused_before_anything_is_asked() {
    long asked = bench.upstream.requests();
    bench.clock.set(ReplicationBench.START.minus(Duration.ofMinutes(8)));

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.code()).isEqualTo(StatusCode.CLOCK_UNTRUSTED);
    assertThat(bench.upstream.requests()).isEqualTo(asked);
  }

  @Test
  void catalog_of_another_source_under_the_same_anchors_is_refused_and_the_state_unchanged() {
    StoreState before = relay.state();
    bench.upstream.name = "mirror";
    bench.upstream.publishAs(3);

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.code()).isEqualTo(StatusCode.SOURCE_CHANGED);
    assertThat(run.firstRefusal().orElseThrow().evidence().detail())
        .isEqualTo("The catalog is of the source mirror, but primary is followed here.");
    assertThat(relay.state()).isEqualTo(before);
  }

  @Test
  void state_copied_into_a_fresh_store_brings_its_memory_along() throws IOException {
    byte[] old = bench.upstream.publish();
    bench.upstream.publish();
    bench.runRelay(relay, true);
    Path fresh = Files.createDirectories(folder.resolve("fresh"));
    Files.copy(relay.directory().resolve("state.json"), fresh.resolve("state.json"));
    Vault anew = bench.vault("fresh");
    assertThat(anew.snapshot()).isEmpty();
    bench.upstream.serveCatalog(old);

    assertThat(bench.runRelay(anew, true).code()).isEqualTo(StatusCode.ROLLBACK);
    assertThat(anew.snapshot()).isEmpty();
  }

  @Test
  void store_made_anew_refuses_an_older_catalog_and_takes_the_newest() throws IOException {
    byte[] old = bench.upstream.publish();
    byte[] newest = bench.upstream.publish();
    bench.runRelay(relay, true);
    Folders.deleteAllBut("memory", relay.directory());
    relay = bench.reopen("relay");
    assertThat(relay.snapshot()).isEmpty();
    bench.upstream.serveCatalog(old);

    assertThat(bench.runRelay(relay, true).code()).isEqualTo(StatusCode.ROLLBACK);
    assertThat(relay.snapshot()).isEmpty();
    bench.upstream.serveCatalog(newest);
    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
  }

  @Test
  void store_made_anew_follows_a_higher_epoch() throws IOException {
    bench.upstream.publishAs(9);
    bench.runRelay(relay, true);
    Folders.deleteAllBut("memory", relay.directory());
    relay = bench.reopen("relay");
    bench.upstream.epoch++;
    bench.upstream.publishAs(1);

    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
    relay = bench.reopen("relay");
    assertThat(relay.recovery().isLoss()).isFalse();
    assertThat(relay.state().memory("primary").orElseThrow().sequence()).isEqualTo(1);
  }

  @Test
  void source_that_is_followed_is_known_after_a_cleared_cache_and_a_restart() throws IOException {
    relay.clear();
    relay = bench.reopen("relay");
    bench.upstream.name = "mirror";
    bench.upstream.publish();

    assertThat(bench.runRelay(relay, true).code()).isEqualTo(StatusCode.SOURCE_CHANGED);
    assertThat(relay.snapshot()).isEmpty();
  }

  @Test
  void source_that_the_operator_names_is_followed_from_then_on() {
    bench.upstream.name = "mirror";
    bench.upstream.publish();
    bench.trust = bench.trust.ofSource("mirror");
    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
    bench.trust = TrustBasis.of(bench.upstream.anchors());

    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
    bench.upstream.name = "primary";
    bench.upstream.publishAs(900);
    assertThat(bench.runRelay(relay, true).code()).isEqualTo(StatusCode.SOURCE_CHANGED);
  }

  @Test
  void another_source_has_its_own_memory() {
    bench.upstream.publishAs(500);
    bench.runRelay(relay, true);
    bench.upstream.name = "mirror";
    bench.upstream.publishAs(3);
    bench.trust = bench.trust.ofSource("mirror");

    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);

    bench.upstream.name = "primary";
    bench.upstream.publishAs(499);
    bench.trust = bench.trust.ofSource("primary");
    assertThat(bench.runRelay(relay, true).code()).isEqualTo(StatusCode.ROLLBACK);
  }
}
