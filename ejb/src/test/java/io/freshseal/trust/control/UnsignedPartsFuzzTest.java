package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fuzz.DerMutations;
import io.freshseal.fuzz.FuzzRun;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.CmsForge;
import io.freshseal.trust.DerNode;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.TokenForge;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.control.cms.TimestampExchange;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import io.freshseal.trust.entity.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;

/** Timestamp and post-quantum signature decide here; changed ones decide nothing else. */
class UnsignedPartsFuzzTest {

  private static final byte[] CONTENT = "patterns".getBytes(StandardCharsets.US_ASCII);
  private static final String HINTS = "component=pattern.scan;version=1";
  private static final Instant THEN = NOW.minus(Duration.ofDays(30));
  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));
  private static final Identity EXPIRED =
      TestPki.issue(
          ROOT,
          Wish.signer("Old").valid(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(1))));
  private static final Identity TSA = TestPki.issue(ROOT, Wish.timestamps("TSA"));
  private static final IssuedSigner AUTHORITY = new IssuedSigner(TSA.key(), TestPki.chain(TSA));
  private static final Identity PQ_ROOT = TestPki.selfSigned(Wish.root("PQ root").postQuantum());
  private static final Identity PQ_SIGNER =
      TestPki.issue(PQ_ROOT, Wish.signer("PQ signer").postQuantum());
  private static final ASN1ObjectIdentifier SECOND =
      new ASN1ObjectIdentifier("2.25.310635538175282152846117522635830853200");
  private static final ExpectedSignature EXPECTED =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("1"), Sha256.of(CONTENT));

  private static CmsForge forge(Identity signer) {
    return CmsForge.over(CONTENT, HINTS).by(signer).signedAt(THEN);
  }

  private static Verdict<SignatureFacts> judge(byte[] file, PostQuantumRule rule) {
    TrustPolicy policy =
        new TrustPolicy(RevocationRule.MISSING_TOLERATED, TimestampRule.TIMESTAMPED, rule);
    TrustBasis basis = new TrustBasis(TestPki.anchors(ROOT, PQ_ROOT), policy);
    return new SignatureJudge()
        .judge(file, EXPECTED, new JudgeContext(basis, Revocations.none(), NOW));
  }

  private static boolean means(byte[] file, PostQuantumRule rule, SignatureFacts facts) {
    Optional<SignatureFacts> accepted = judge(file, rule).toOptional();
    accepted.ifPresent(other -> assertThat(other).isEqualTo(facts));
    return accepted.isPresent();
  }

  @Test
  void changedTimestampedFiles_areRefusedOrMeanTheSame() {
    byte[] good = forge(EXPIRED).stamped(TokenForge.by(TSA, THEN)).make();
    SignatureFacts facts = judge(good, PostQuantumRule.CLASSICAL).toOptional().orElseThrow();
    DerNode tree = DerNode.parse(good);

    FuzzRun.Figures figures =
        FuzzRun.of("timestamped-file", 1_500, 60_000)
            .run(
                random -> DerMutations.of(tree, random),
                file -> means(file, PostQuantumRule.CLASSICAL, facts));

    assertThat(figures.accepted()).isLessThan(figures.inputs() / 2);
  }

  @Test
  void changedFilesWithTwoSignatures_areRefusedOrMeanTheSame() {
    byte[] good =
        forge(EXPIRED)
            .stamped(TokenForge.by(TSA, THEN))
            .carrying(SECOND, signature -> forge(PQ_SIGNER).with("ML-DSA-65").make())
            .make();
    SignatureFacts facts = judge(good, PostQuantumRule.BOTH).toOptional().orElseThrow();
    DerNode tree = DerNode.parse(good);

    FuzzRun.Figures figures =
        FuzzRun.of("post-quantum-file", 800, 30_000)
            .run(
                random -> DerMutations.of(tree, random),
                file -> means(file, PostQuantumRule.BOTH, facts));

    assertThat(figures.accepted()).isLessThan(figures.inputs() / 2);
  }

  @Test
  void changedAnswersOfATimestampAuthority_areATokenOrNone() {
    byte[] request = TimestampExchange.request(Sha256.of(CONTENT).bytes());
    byte[] good = TimestampExchange.answer(AUTHORITY, request, THEN);
    DerNode granted = DerNode.parse(good);
    assertThat(TimestampExchange.token(request, good)).isPresent();

    FuzzRun.Figures figures =
        FuzzRun.of("timestamp-answer", 1_500, 60_000)
            .run(
                random -> DerMutations.of(granted, random),
                answer -> {
                  Optional<byte[]> read = TimestampExchange.token(request, answer);
                  read.ifPresent(
                      bytes -> assertThat(bytes).hasSizeLessThanOrEqualTo(answer.length));
                  return read.isPresent();
                });

    assertThat(figures.accepted()).isLessThan(figures.inputs());
  }

  @Test
  void changedRequestsForATimestamp_areAnswered() {
    DerNode request = DerNode.parse(TimestampExchange.request(Sha256.of(CONTENT).bytes()));

    FuzzRun.Figures figures =
        FuzzRun.of("timestamp-request", 500, 20_000)
            .run(
                random -> DerMutations.of(request, random),
                asked -> {
                  byte[] answer = TimestampExchange.answer(AUTHORITY, asked, THEN);
                  assertThat(answer).isNotEmpty();
                  return TimestampExchange.token(asked, answer).isPresent();
                });

    assertThat(figures.accepted()).isLessThan(figures.inputs());
  }
}
