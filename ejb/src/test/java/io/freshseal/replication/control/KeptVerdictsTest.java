package io.freshseal.replication.control;

import static io.freshseal.replication.control.ReplicationBench.START;
import static io.freshseal.replication.control.ReplicationBench.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Scrub;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A verdict that is kept is the one that judging anew would give. Whether the bytes were read is
 * seen by spoiling them without a trace: only what is judged anew finds out.
 */
class KeptVerdictsTest {

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path temporary;
  private ReplicationBench bench;
  private Vault relay;
  private StoreCheck check;

  @BeforeEach
  void replicateOnce() throws IOException {
    bench = new ReplicationBench(temporary);
    relay = bench.vault("relay");
    check = new StoreCheck(relay, new SignatureJudge());
    bench.upstream.catalogValidity = Duration.ofDays(200);
    bench.upstream.offer("pattern.a", "1.0", content("one", 500));
    bench.upstream.publish();
    run();
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private void run() {
    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
  }

  private CatalogEntry held() {
    return relay.state().held().get(0);
  }

  private Path file() {
    return relay.objects().find(held().signature().sha256()).orElseThrow();
  }

  private StatusCode judged(Instant now) throws IOException {
    return check.judge(held(), check.context(bench.trust, now)).code();
  }

  private void spoil(boolean leavingTraces) throws IOException {
    FileTime before = Files.getLastModifiedTime(file());
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 1] ^= 1;
    Files.write(file(), bytes);
    Files.setLastModifiedTime(
        file(), leavingTraces ? FileTime.from(before.toInstant().plusNanos(1)) : before);
  }

  @Test
  void whatHasNotChanged_isNotReadAgain_butByTheScrub() throws IOException {
    spoil(false);

    assertThat(judged(START)).isEqualTo(StatusCode.OK);
    assertThat(judged(START.plus(DAY))).isEqualTo(StatusCode.OK);
    assertThat(new Scrub(relay).whole().unusable()).containsExactly(held().signature().sha256());
  }

  @Test
  void aStoreThatIsOpenedAgain_isJudgedAnew() throws IOException {
    spoil(false);
    relay = bench.reopen("relay");
    check = new StoreCheck(relay, new SignatureJudge());

    assertThat(judged(START)).isEqualTo(StatusCode.STORAGE_FAULT);
  }

  @Test
  void aFileThatWasWrittenSince_isJudgedAnew() throws IOException {
    spoil(true);

    assertThat(judged(START)).isEqualTo(StatusCode.STORAGE_FAULT);
  }

  @Test
  void aFileThatWasReplacedByAnother_isJudgedAnew() throws IOException {
    FileTime before = Files.getLastModifiedTime(file());
    Path other = Files.write(temporary.resolve("other"), new byte[(int) Files.size(file())]);
    Files.setLastModifiedTime(other, before);
    Files.move(other, file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThat(judged(START)).isEqualTo(StatusCode.STORAGE_FAULT);
  }

  @Test
  void aFileThatIsGone_isMissed() throws IOException {
    Files.delete(file());

    assertThat(judged(START)).isEqualTo(StatusCode.STORAGE_FAULT);
  }

  @Test
  void aCertificateThatHasExpiredMeanwhile_isRefused_fromItsLastInstantOn() throws IOException {
    Instant last = held().signature().expires();
    bench.trust = bench.trust.heeding(RevocationRule.STALE_TOLERATED);
    assertThat(judged(START)).isEqualTo(StatusCode.OK);

    assertThat(judged(last)).isEqualTo(StatusCode.OK);
    assertThat(judged(last.plusNanos(1))).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
  }

  @Test
  void aClockThatStandsBeforeTheJudgement_isNotAnsweredByIt() throws IOException {
    assertThat(judged(START.minusNanos(1))).isEqualTo(StatusCode.OK);
    spoil(false);

    assertThat(judged(START)).isEqualTo(StatusCode.OK);
    assertThat(judged(START.minusNanos(2))).isEqualTo(StatusCode.STORAGE_FAULT);
  }

  @Test
  void aCertificateThatWasRevokedMeanwhile_isRefused() throws IOException {
    bench.upstream.revoke(held());
    bench.upstream.offer("pattern.b", "1.0", content("two", 500));
    bench.upstream.publish();
    bench.runRelay(relay, true);

    assertThat(judged(START)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED);
  }

  @Test
  void anotherListThatDoesNotNameIt_isAskedWithoutReadingTheFile() throws IOException {
    bench.upstream.offer("pattern.b", "1.0", content("two", 500));
    bench.upstream.publish();
    spoil(false);
    run();

    assertThat(judged(START)).isEqualTo(StatusCode.OK);
  }

  @Test
  void aListThatHasRunOutMeanwhile_isNoListAnyMore() throws IOException {
    bench.upstream.listValidity = java.util.Optional.of(DAY);
    bench.upstream.publish();
    run();
    assertThat(judged(START.plus(DAY))).isEqualTo(StatusCode.OK);

    assertThat(judged(START.plus(DAY).plusSeconds(1)))
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);
  }

  @Test
  void listsThatAreGone_areMissed() throws IOException {
    JudgeContext without = check.context(bench.trust, START).with(Revocations.none());

    assertThat(check.judge(held(), without).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);
  }

  @Test
  void otherAnchors_judgeAnew_andSoDoTheOldOnesAfterThem() throws IOException {
    TrustBasis own = bench.trust;
    bench.trust =
        TrustBasis.of(SigningAuthority.own(temporary.resolve("strangers"), START).anchors());
    assertThat(judged(START)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
    bench.trust = own;
    spoil(false);

    assertThat(judged(START)).isEqualTo(StatusCode.STORAGE_FAULT);
  }

  @Test
  void anotherPolicy_judgesAnew() throws IOException {
    bench.trust = bench.trust.heeding(PostQuantumRule.BOTH);

    assertThat(judged(START)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
  }

  @Test
  void theSameFileUnderAnotherName_orVersion_isRefused() throws IOException {
    JudgeContext context = check.context(bench.trust, START);
    CatalogEntry held = held();
    CatalogEntry other =
        new CatalogEntry(
            new ComponentId("pattern.b"),
            held.kind(),
            held.platform(),
            held.version(),
            held.size(),
            held.sha256(),
            held.signature());
    CatalogEntry spelled =
        new CatalogEntry(
            held.id(),
            held.kind(),
            held.platform(),
            new ComponentVersion("1.00"),
            held.size(),
            held.sha256(),
            held.signature());

    assertThat(check.judge(other, context).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
    assertThat(check.judge(spelled, context).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
  }

  @Test
  void anyStory_isJudgedAsIfNothingHadBeenKept() throws IOException {
    Random random = new Random(32);
    bench.upstream.signatureValidity = Duration.ofDays(12);
    List<String> ids = List.of("pattern.a", "pattern.b", "pattern.c", "pattern.d");
    ids.forEach(id -> bench.upstream.offer(id, "1.0", content(id, 100)));
    int accepted = 0;
    for (int step = 0; step < 150; step++) {
      String id = ids.get(random.nextInt(ids.size()));
      switch (random.nextInt(6)) {
        case 0 -> bench.upstream.renew(id);
        case 1 -> bench.advance(Duration.ofHours(random.nextInt(90)));
        case 2 ->
            bench.upstream.listValidity =
                java.util.Optional.of(Duration.ofDays(1 + random.nextInt(9)));
        case 3 -> {
          if (random.nextInt(4) == 0) {
            bench.upstream.revoke(bench.upstream.renew(id));
          }
        }
        case 4 -> bench.trust = bench.trust.heeding(RevocationRule.values()[random.nextInt(3)]);
        default -> {
          bench.upstream.publish();
          bench.runRelay(relay, true);
        }
      }
      Instant now = bench.clock.instant().plus(Duration.ofHours(random.nextInt(60) - 30));
      accepted += assertSameVerdicts(check.context(bench.trust, now));
    }
    assertThat(accepted).isGreaterThan(50);
  }

  private int assertSameVerdicts(JudgeContext context) throws IOException {
    int accepted = 0;
    for (CatalogEntry entry : relay.state().held()) {
      byte[] file =
          Files.readAllBytes(relay.objects().find(entry.signature().sha256()).orElseThrow());
      Verdict<SignatureFacts> anew =
          new SignatureJudge()
              .judge(
                  file,
                  new ExpectedSignature(entry.id(), entry.version(), entry.sha256()),
                  context);
      Verdict<SignatureFacts> known = check.judge(entry, context);
      assertThat(known.code()).isEqualTo(anew.code());
      assertThat(known.toOptional()).isEqualTo(anew.toOptional());
      accepted += known.code() == StatusCode.OK ? 1 : 0;
    }
    return accepted;
  }
}
