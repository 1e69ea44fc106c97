package io.freshseal.replication.control;

import static io.freshseal.replication.control.ReplicationBench.content;
import static io.freshseal.replication.control.ReplicationBench.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.replication.entity.Change;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.replication.entity.StoreRefusal;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestCrl;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StoreState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does with the revocation lists that a catalog names. */
class RevocationRunTest {

  private static final byte[] ONE = content("one", 5_000);

  @TempDir Path temporary;
  private ReplicationBench bench;
  private Vault relay;

  @BeforeEach
  void replicateOnce() throws IOException {
    bench = new ReplicationBench(temporary);
    relay = bench.vault("relay");
    bench.upstream.offer("pattern.a", "1", ONE);
    bench.upstream.publish();
    assertThat(run().result()).isEqualTo(RunResult.COMPLETED);
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private RunOutcome run() {
    return bench.runRelay(relay, true);
  }

  private static Catalog served(Vault vault) {
    return vault.snapshot().orElseThrow().catalog();
  }

  private List<StoreRefusal> check(Vault vault) throws IOException {
    return new StoreCheck(vault, new SignatureJudge()).check(bench.trust, bench.clock.instant());
  }

  private void tolerate(RevocationRule rule) {
    bench.trust = TrustBasis.of(bench.upstream.anchors()).heeding(rule);
  }

  /** Runs, expects this refusal, and that neither what is served nor the memory has changed. */
  private RunOutcome refused(StatusCode code) {
    StoreState before = relay.state();
    RunOutcome outcome = run();
    assertThat(outcome.result()).isEqualTo(RunResult.FAILED);
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.switched()).isFalse();
    assertThat(relay.state().served()).isEqualTo(before.served());
    assertThat(relay.state().held()).isEqualTo(before.held());
    assertThat(relay.state().memory().memories()).isEqualTo(before.memory().memories());
    assertThat(relay.state().trustedTime()).isEqualTo(before.trustedTime());
    return outcome;
  }

  @Test
  void listsOfTheCatalog_areHeldAndHandedOn() throws IOException {
    ObjectEntry list = served(relay).crls().get(0);

    assertThat(relay.objects().holds(list.sha256(), list.size())).isTrue();
    assertThat(relay.state().revocations().newest().values())
        .extracting(known -> known.list())
        .containsExactly(list);
    assertThat(check(relay)).isEmpty();
    Vault agent = bench.vault("agent");
    assertThat(bench.runAgent(agent, new VaultSource(relay, "20.0.0-1337")).result())
        .isEqualTo(RunResult.COMPLETED);
    assertThat(check(agent)).isEmpty();
  }

  @Test
  void renewedCatalogWithANewList_movesNoContent() {
    long before = bench.upstream.contentBytes();
    bench.upstream.publish();

    assertThat(run().switched()).isTrue();

    assertThat(bench.upstream.contentBytes()).isEqualTo(before);
    assertThat(served(relay).crls()).isNotEmpty();
  }

  @Test
  void catalogWhoseSignerItsOwnListRevokes_isRefused() {
    bench.upstream.revokesCatalogSigner = true;
    bench.upstream.offer("pattern.a", "2", content("two", 100));
    bench.upstream.publish();

    assertThat(
            refused(StatusCode.DIGITAL_SIGNATURE_REVOKED)
                .firstRefusal()
                .orElseThrow()
                .evidence()
                .detail())
        .contains("keyCompromise");
  }

  @Test
  void catalogWhoseSignerAListAtHandRevokes_isRefusedWithoutAskingForMore() {
    bench.upstream.revokesCatalogSigner = true;
    byte[] stolen = bench.upstream.publish();
    bench.upstream.revokesCatalogSigner = false;
    bench.upstream.publish();
    run();
    bench.upstream.serveCatalog(stolen);
    long requests = bench.upstream.requests();

    refused(StatusCode.DIGITAL_SIGNATURE_REVOKED);

    assertThat(bench.upstream.requests()).isEqualTo(requests + 1);
  }

  @Test
  void heldFileThatANewListRevokes_isReportedUntilItIsSignedAnew() throws IOException {
    CatalogEntry stolen = bench.upstream.entry("pattern.a");
    bench.upstream.revoke(stolen);
    bench.upstream.publish();

    assertThat(outcome(run(), "pattern.a").code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED);
    assertThat(check(relay))
        .extracting(StoreRefusal::code)
        .containsExactly(StatusCode.DIGITAL_SIGNATURE_REVOKED);

    bench.upstream.renew("pattern.a");
    bench.upstream.publish();
    assertThat(outcome(run(), "pattern.a").change()).isEqualTo(Change.SIGNATURE_RENEWED);
    assertThat(check(relay)).isEmpty();
  }

  @Test
  void newFileSignedWithARevokedCertificate_isRefusedBeforeItsContentIsAskedFor()
      throws IOException {
    bench.upstream.revoke(bench.upstream.offer("pattern.b", "1", content("two", 9_000)));
    bench.upstream.publish();
    Vault agent = bench.vault("agent");
    long before = bench.upstream.contentBytes();

    RunOutcome outcome = bench.runAgent(agent, bench.upstream);

    assertThat(outcome(outcome, "pattern.b").code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED);
    assertThat(agent.state().held())
        .extracting(entry -> entry.id().text())
        .containsExactly("pattern.a");
    assertThat(bench.upstream.contentBytes() - before).isEqualTo(ONE.length);
  }

  @Test
  void newList_countsEvenIfItsCatalogCannotBeSwitchedTo() throws IOException {
    bench.upstream.revoke(bench.upstream.entry("pattern.a"));
    bench.upstream.withhold(
        bench.upstream.offer("pattern.b", "1", ONE.clone()).signature().sha256());
    byte[] other = content("withheld", 3_000);
    bench.upstream.withhold(bench.upstream.offer("pattern.c", "1", other).sha256());
    Catalog before = served(relay);
    bench.upstream.publish();

    assertThat(run().switched()).isFalse();

    assertThat(served(relay)).isEqualTo(before);
    assertThat(check(relay))
        .extracting(StoreRefusal::code)
        .containsExactly(StatusCode.DIGITAL_SIGNATURE_REVOKED);
  }

  @Test
  void listThatIsWithheld_isRefusedUnlessTolerated() throws IOException {
    bench.upstream.publish();
    Sha256 list = newestList();
    bench.upstream.withhold(list);
    Vault fresh = bench.vault("fresh");

    RunOutcome outcome = bench.runAgent(fresh, bench.upstream);

    assertThat(outcome.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);
    assertThat(outcome.firstRefusal().orElseThrow().evidence().detail())
        .contains("No revocation list of CN=Freshseal root", list.hex());
    assertThat(fresh.state()).isEqualTo(StoreState.empty());
    tolerate(RevocationRule.MISSING_TOLERATED);
    bench.runAgent(fresh, bench.upstream);
    assertThat(fresh.state().held()).hasSize(1);
  }

  private Sha256 newestList() {
    return bench.upstream.newestList().sha256();
  }

  @Test
  void staleList_isRefusedUnlessTolerated() {
    bench.upstream.listValidity = Optional.of(Duration.ofDays(1));
    bench.upstream.publish();
    run();
    bench.advance(Duration.ofDays(2));

    refused(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);

    tolerate(RevocationRule.STALE_TOLERATED);
    assertThat(run().result()).isEqualTo(RunResult.COMPLETED);
  }

  @Test
  void listOlderThanOneAccepted_isRollback() throws IOException {
    bench.upstream.listNumber = 50;
    bench.upstream.publish();
    run();
    bench.upstream.listNumber = 9;
    bench.upstream.publish();

    RunOutcome outcome = refused(StatusCode.ROLLBACK);

    assertThat(outcome.firstRefusal().orElseThrow().evidence().detail())
        .contains("has number 10, but number 51 was accepted");
    relay = bench.reopen("relay");
    refused(StatusCode.ROLLBACK);
    relay.clear();
    refused(StatusCode.ROLLBACK);
  }

  private ObjectEntry list(Identity issuer, long number) {
    byte[] list =
        TestCrl.of(issuer, bench.clock.instant(), bench.clock.instant().plus(Duration.ofDays(20)))
            .number(number)
            .make();
    return new ObjectEntry(bench.upstream.keep(list), list.length);
  }

  @Test
  void olderListOfAnotherAnchor_isRollbackThoughNoCatalogIsSignedUnderIt() {
    Identity former = TestPki.selfSigned(Wish.root("Former"));
    byte[] pem = TestPki.anchors(former).pem();
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(bench.upstream.anchors().pem());
    both.writeBytes(pem);
    bench.trust = TrustBasis.of(TrustAnchors.parse(both.toByteArray()).toOptional().orElseThrow());
    bench.upstream.otherLists = List.of(list(former, 7));
    bench.upstream.publish();
    assertThat(run().result()).isEqualTo(RunResult.COMPLETED);
    bench.upstream.otherLists = List.of();
    bench.upstream.publish();
    assertThat(run().result()).isEqualTo(RunResult.COMPLETED);
    bench.upstream.otherLists = List.of(list(former, 6));
    bench.upstream.publish();

    assertThat(refused(StatusCode.ROLLBACK).firstRefusal().orElseThrow().evidence().detail())
        .contains("CN=Former");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>sign in</html>", "0", "-----BEGIN X509 CRL-----"})
  void listThatCannotBeRead_isRefusedEvenWhereMissingOnesAreTolerated(String text) {
    tolerate(RevocationRule.MISSING_TOLERATED);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    bench.upstream.otherLists = List.of(new ObjectEntry(bench.upstream.keep(bytes), bytes.length));
    bench.upstream.publish();

    refused(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);
  }

  @Test
  void listsBeyondTheBounds_areNotAskedFor() {
    ObjectEntry huge = new ObjectEntry(Sha256.of(ONE), 2L * RevocationList.MAX_BYTES);
    bench.upstream.otherLists = List.of(huge);
    bench.upstream.publish();
    long requests = bench.upstream.requests();

    refused(StatusCode.TOO_LARGE);
    ObjectEntry large = new ObjectEntry(Sha256.of(ONE), RevocationList.MAX_BYTES);
    bench.upstream.otherLists = Collections.nCopies(3, large);
    bench.upstream.publish();
    refused(StatusCode.TOO_LARGE);

    assertThat(bench.upstream.requests()).isEqualTo(requests + 2);
  }

  @Test
  void otherBytesForAList_areRefused() {
    bench.upstream.publish();
    bench.upstream.corrupt(newestList(), ONE);

    refused(StatusCode.DIGEST_MISMATCH);
  }

  @Test
  void expiredCertificate_isReportedBeforeTheLackOfAList() {
    bench.upstream.signatureValidity = Duration.ofDays(10);
    bench.upstream.renew("pattern.a");
    bench.upstream.listValidity = Optional.of(Duration.ofDays(10));
    bench.upstream.publish();
    run();
    bench.advance(Duration.ofDays(11));

    RunOutcome outcome = refused(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);

    assertThat(outcome.refusals())
        .extracting(refusal -> refusal.code())
        .contains(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);
    assertThat(outcome.firstRefusal().orElseThrow().evidence().chainVerified()).contains(true);
  }
}
