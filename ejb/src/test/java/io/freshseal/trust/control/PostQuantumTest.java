package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.CmsForge;
import io.freshseal.trust.TestCrl;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.SignatureBasis.PostQuantum;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two signatures in one file: each policy asks for its own, and none passes over a wrong one. */
class PostQuantumTest {

  private static final byte[] CONTENT = "patterns".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OTHER = "others".getBytes(StandardCharsets.US_ASCII);
  private static final String HINTS = "component=pattern.scan;version=1";
  private static final ExpectedSignature EXPECTED =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("1"), Sha256.of(CONTENT));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(300));
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));
  private static final Identity SIGNER = TestPki.issue(ROOT, Wish.signer("Signer"));
  private static final Identity PQ_ROOT = TestPki.selfSigned(Wish.root("PQ root").postQuantum());
  private static final Identity PQ_SIGNER =
      TestPki.issue(PQ_ROOT, Wish.signer("PQ signer").postQuantum());
  private static final TrustAnchors BOTH = TestPki.anchors(PQ_ROOT, ROOT);
  private static final ASN1ObjectIdentifier ATTRIBUTE =
      new ASN1ObjectIdentifier("2.25.310635538175282152846117522635830853200");

  private static CmsForge classical() {
    return CmsForge.over(CONTENT, HINTS).by(SIGNER);
  }

  private static CmsForge second(Identity signer) {
    return CmsForge.over(CONTENT, HINTS).by(signer).with("ML-DSA-65");
  }

  private static byte[] with(CmsForge first, CmsForge second) {
    return first.carrying(ATTRIBUTE, signature -> second.make()).make();
  }

  private static JudgeContext context(TrustAnchors anchors, PostQuantumRule rule) {
    return new JudgeContext(
        new TrustBasis(
            anchors, new TrustPolicy(RevocationRule.MISSING_TOLERATED, TimestampRule.STRICT, rule)),
        Revocations.none(),
        NOW);
  }

  private static Verdict<SignatureFacts> judge(byte[] file, PostQuantumRule rule) {
    return new SignatureJudge().judge(file, EXPECTED, context(BOTH, rule));
  }

  @ParameterizedTest
  @CsvSource({"CLASSICAL,PRESENT", "EITHER,HELD", "BOTH,HELD"})
  void twoGoodSignatures_areAcceptedAndTheFactsSayWhatWasAsked(
      PostQuantumRule rule, PostQuantum state) {
    SignatureFacts facts =
        judge(with(classical(), second(PQ_SIGNER)), rule).toOptional().orElseThrow();

    assertThat(facts.algorithm()).isEqualTo("SHA256withECDSA P-256");
    assertThat(facts.basis().postQuantum()).isEqualTo(state);
    assertThat(facts.basis().postQuantumSigner().orElseThrow().subject()).isEqualTo("CN=PQ signer");
  }

  @ParameterizedTest
  @CsvSource({"CLASSICAL,OK", "EITHER,OK", "BOTH,DIGITAL_SIGNATURE_POST_QUANTUM"})
  void missingSignature_isRefusedWhereBothAreAskedFor(PostQuantumRule rule, StatusCode expected) {
    assertThat(judge(classical().make(), rule).code()).isEqualTo(expected);
  }

  @Test
  void strippedAttribute_isRefusedWhereBothAreAskedFor() {
    byte[] good = with(classical(), second(PQ_SIGNER));
    byte[] stripped = classical().make();

    assertThat(judge(good, PostQuantumRule.BOTH).code()).isEqualTo(StatusCode.OK);
    Verdict<SignatureFacts> verdict = judge(stripped, PostQuantumRule.BOTH);
    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
    assertThat(((Rejected<SignatureFacts>) verdict).evidence().detail()).contains("asks for both");
  }

  @ParameterizedTest
  @EnumSource(PostQuantumRule.class)
  void signatureOverOtherContent_isRefusedUnderEveryPolicy(PostQuantumRule rule) {
    CmsForge other = CmsForge.over(OTHER, HINTS).by(PQ_SIGNER).with("ML-DSA-65");

    assertThat(judge(with(classical(), other), rule).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
  }

  @ParameterizedTest
  @EnumSource(PostQuantumRule.class)
  void signatureWithOtherAttributes_isRefusedUnderEveryPolicy(PostQuantumRule rule) {
    CmsForge hints =
        CmsForge.over(CONTENT, "component=other;version=1").by(PQ_SIGNER).with("ML-DSA-65");
    CmsForge time = second(PQ_SIGNER).signedAt(NOW.minusSeconds(61));

    assertThat(judge(with(classical(), hints), rule).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
    assertThat(judge(with(classical(), time), rule).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
  }

  @ParameterizedTest
  @CsvSource({
    "CLASSICAL,OK,PRESENT",
    "EITHER,OK,PRESENT",
    "BOTH,DIGITAL_SIGNATURE_UNTRUSTED,",
  })
  void signatureOfAStranger_countsForNothing(
      PostQuantumRule rule, StatusCode expected, PostQuantum state) {
    Identity stranger =
        TestPki.selfSigned(
            Wish.root("PQ root")
                .withKey("ML-DSA-65")
                .signedWith("ML-DSA-65")
                .valid(LONG_AGO, NOW.plusSeconds(60)));
    Identity other = TestPki.selfSigned(Wish.root("PQ stranger").postQuantum());
    Identity signer = TestPki.issue(other, Wish.signer("PQ signer of a stranger").postQuantum());
    CmsForge second = second(signer).carrying(other.certificate()).carrying(stranger.certificate());

    Verdict<SignatureFacts> verdict = judge(with(classical(), second), rule);

    assertThat(verdict.code()).isEqualTo(expected);
    assertThat(verdict.toOptional().map(f -> f.basis().postQuantum()).orElse(null))
        .isEqualTo(state);
  }

  @Test
  void signatureByAKeyThatAClassicalRootVouchesFor_isUntrusted() {
    Identity signer = TestPki.issue(ROOT, Wish.signer("PQ under classical").withKey("ML-DSA-65"));

    assertThat(judge(with(classical(), second(signer)), PostQuantumRule.BOTH).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  @Test
  void intermediateOfTheSameKind_isFoundInTheFile() {
    Identity middle = TestPki.issue(PQ_ROOT, Wish.root("PQ middle").postQuantum());
    Identity signer = TestPki.issue(middle, Wish.signer("PQ below").postQuantum());

    assertThat(judge(with(classical(), second(signer)), PostQuantumRule.BOTH).code())
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void endCertificateThatIssues_isUntrusted() {
    Identity signer = TestPki.issue(PQ_SIGNER, Wish.signer("PQ grandchild").postQuantum());

    assertThat(judge(with(classical(), second(signer)), PostQuantumRule.BOTH).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  @Test
  void expiredPostQuantumSigner_isNamedWhereBothAreAskedFor() {
    Identity old =
        TestPki.issue(PQ_ROOT, Wish.signer("PQ old").postQuantum().valid(LONG_AGO, YESTERDAY));
    byte[] file = with(classical(), second(old));

    Verdict<SignatureFacts> verdict = judge(file, PostQuantumRule.BOTH);

    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    Rejected<SignatureFacts> refusal = (Rejected<SignatureFacts>) verdict;
    assertThat(refusal.evidence().offender().orElseThrow().subject()).isEqualTo("CN=PQ old");
    assertThat(refusal.evidence().chainVerified()).contains(true);
    assertThat(judge(file, PostQuantumRule.EITHER).code()).isEqualTo(StatusCode.OK);
    assertThat(judge(file, PostQuantumRule.CLASSICAL).toOptional().orElseThrow().expires())
        .isEqualTo(YESTERDAY);
  }

  @Test
  void wrongPurpose_isRefusedWhereBothAreAskedFor() {
    Identity server =
        TestPki.issue(
            PQ_ROOT,
            Wish.signer("PQ server").postQuantum().withPurpose(KeyPurposeId.id_kp_serverAuth));

    assertThat(judge(with(classical(), second(server)), PostQuantumRule.BOTH).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_PURPOSE);
  }

  @ParameterizedTest
  @CsvSource({
    "CLASSICAL,DIGITAL_SIGNATURE_CERT_EXPIRE",
    "EITHER,OK",
    "BOTH,DIGITAL_SIGNATURE_CERT_EXPIRE"
  })
  void expiredClassicalSigner_isOutweighedWhereEitherSuffices(
      PostQuantumRule rule, StatusCode expected) {
    Identity old = TestPki.issue(ROOT, Wish.signer("Old").valid(LONG_AGO, YESTERDAY));
    CmsForge first = CmsForge.over(CONTENT, HINTS).by(old);

    Verdict<SignatureFacts> verdict = judge(with(first, second(PQ_SIGNER)), rule);

    assertThat(verdict.code()).isEqualTo(expected);
    verdict
        .toOptional()
        .ifPresent(
            facts -> {
              assertThat(facts.basis().postQuantum()).isEqualTo(PostQuantum.ALONE);
              assertThat(facts.algorithm()).isEqualTo("ML-DSA-65");
              assertThat(facts.signer().subject()).isEqualTo("CN=PQ signer");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "CLASSICAL,DIGITAL_SIGNATURE_UNTRUSTED",
    "EITHER,OK",
    "BOTH,DIGITAL_SIGNATURE_UNTRUSTED"
  })
  void readerWithThePostQuantumAnchorAlone_believesWhereEitherSuffices(
      PostQuantumRule rule, StatusCode expected) {
    byte[] file = with(classical(), second(PQ_SIGNER));

    assertThat(
            new SignatureJudge()
                .judge(file, EXPECTED, context(TestPki.anchors(PQ_ROOT), rule))
                .code())
        .isEqualTo(expected);
  }

  @Test
  void readerWithoutThePostQuantumAnchor_believesTheClassicalOneAlone() {
    byte[] file = with(classical(), second(PQ_SIGNER));
    TrustAnchors anchors = TestPki.anchors(ROOT);
    SignatureJudge judge = new SignatureJudge();

    assertThat(judge.judge(file, EXPECTED, context(anchors, PostQuantumRule.CLASSICAL)).code())
        .isEqualTo(StatusCode.OK);
    assertThat(judge.judge(file, EXPECTED, context(anchors, PostQuantumRule.BOTH)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  @Test
  void neitherSignatureGood_isToldByTheClassicalOne() {
    Identity stranger = TestPki.selfSigned(Wish.root("Stranger"));
    CmsForge first = CmsForge.over(CONTENT, HINTS).by(TestPki.issue(stranger, Wish.signer("Lost")));
    Identity pqStranger = TestPki.selfSigned(Wish.root("PQ stranger").postQuantum());
    CmsForge second = second(TestPki.issue(pqStranger, Wish.signer("PQ lost").postQuantum()));

    Verdict<SignatureFacts> verdict = judge(with(first, second), PostQuantumRule.EITHER);

    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
    assertThat(((Rejected<SignatureFacts>) verdict).evidence().detail()).doesNotContain("ML-DSA");
  }

  @Test
  void revokedClassicalSigner_isNotOutweighedForHavingExpiredToo() {
    Identity old =
        TestPki.issue(
            ROOT, Wish.signer("Old").valid(YESTERDAY.minus(Duration.ofDays(9)), YESTERDAY));
    byte[] file =
        with(
            CmsForge.over(CONTENT, HINTS).by(old).signedAt(YESTERDAY.minusSeconds(60)),
            second(PQ_SIGNER).signedAt(YESTERDAY.minusSeconds(60)));
    Revocations lists =
        TestCrl.at(
            TestCrl.of(ROOT).number(1).revoking(old.certificate(), CRLReason.keyCompromise).make());
    JudgeContext context = context(BOTH, PostQuantumRule.EITHER);

    assertThat(new SignatureJudge().judge(file, EXPECTED, context).code()).isEqualTo(StatusCode.OK);
    assertThat(new SignatureJudge().judge(file, EXPECTED, context.with(lists)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
  }

  @Test
  void revokedClassicalSigner_isNeverOutweighed() {
    byte[] file = with(classical(), second(PQ_SIGNER));
    Revocations lists =
        TestCrl.at(
            TestCrl.of(ROOT)
                .number(1)
                .revoking(SIGNER.certificate(), CRLReason.keyCompromise)
                .make());

    assertThat(
            new SignatureJudge()
                .judge(file, EXPECTED, context(BOTH, PostQuantumRule.EITHER).with(lists))
                .code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED);
  }

  @Test
  void fileOfAnotherComponent_isMisboundHoweverWellItIsSigned() {
    String hints = "component=other;version=1";
    CmsForge first = CmsForge.over(CONTENT, hints).by(SIGNER);
    CmsForge second = CmsForge.over(CONTENT, hints).by(PQ_SIGNER).with("ML-DSA-65");

    byte[] file = with(first, second);

    for (PostQuantumRule rule : PostQuantumRule.values()) {
      assertThat(judge(file, rule).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
    }
  }

  @Test
  void keyOfMlDsa_isNoClassicalSigner() {
    byte[] file = second(PQ_SIGNER).make();

    for (PostQuantumRule rule : PostQuantumRule.values()) {
      assertThat(judge(file, rule).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_ALGORITHM);
    }
  }

  @Test
  void secondSignatureByAClassicalKey_isRefusedForItsAlgorithm() {
    CmsForge second = CmsForge.over(CONTENT, HINTS).by(SIGNER);

    Verdict<SignatureFacts> verdict = judge(with(classical(), second), PostQuantumRule.CLASSICAL);

    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
    assertThat(((Rejected<SignatureFacts>) verdict).evidence().detail()).contains("ML-DSA-65");
  }

  @Test
  void otherParametersAndDigests_areRefusedForTheirAlgorithm() {
    Identity root =
        TestPki.selfSigned(Wish.root("PQ 44").withKey("ML-DSA-44").signedWith("ML-DSA-44"));
    Identity signer =
        TestPki.issue(
            root, Wish.signer("PQ signer 44").withKey("ML-DSA-44").signedWith("ML-DSA-44"));
    CmsForge weaker = CmsForge.over(CONTENT, HINTS).by(signer).with("ML-DSA-44");
    CmsForge longer = second(PQ_SIGNER).digesting(NISTObjectIdentifiers.id_sha512);

    assertThat(judge(with(classical(), weaker), PostQuantumRule.CLASSICAL).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
    assertThat(judge(with(classical(), longer), PostQuantumRule.CLASSICAL).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
  }

  @Test
  void twoSignersOrNone_areRefused() {
    CmsForge none = CmsForge.over(CONTENT, HINTS).carrying(PQ_SIGNER.certificate());
    CmsForge bare = second(PQ_SIGNER).withoutCertificates();

    for (CmsForge second : new CmsForge[] {second(PQ_SIGNER).by(PQ_SIGNER), none, bare}) {
      assertThat(judge(with(classical(), second), PostQuantumRule.CLASSICAL).code())
          .isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
    }
  }

  @Test
  void contentInside_isRefused() {
    assertThat(
            judge(with(classical(), second(PQ_SIGNER).attached()), PostQuantumRule.CLASSICAL)
                .code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
  }

  @Test
  void secondSignatureThatCarriesAThird_isRefused() {
    CmsForge nested = second(PQ_SIGNER).carrying(ATTRIBUTE, signature -> second(PQ_SIGNER).make());

    assertThat(judge(with(classical(), nested), PostQuantumRule.CLASSICAL).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM);
  }

  @Test
  void everyFlippedByte_isRefusedWhereBothAreAskedFor() {
    byte[] good = with(classical(), second(PQ_SIGNER));
    for (int at = 0; at < good.length; at += 13) {
      byte[] bad = good.clone();
      bad[at] ^= 0x20;

      assertThat(judge(bad, PostQuantumRule.BOTH).code())
          .as("byte %d", at)
          .isNotEqualTo(StatusCode.OK);
    }
  }
}
