package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.CmsForge;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.entity.CertificateFacts.Role;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureJudgeTest {

  private static final byte[] CONTENT = "patterns".getBytes(StandardCharsets.US_ASCII);
  private static final String HINTS = "component=pattern.scan;version=19.421.00";
  private static final ExpectedSignature EXPECTED =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("19.421.00"), Sha256.of(CONTENT));
  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));
  private static final Identity SIGNER = TestPki.issue(ROOT, Wish.signer("Signer"));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(300));
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

  private static CmsForge good() {
    return CmsForge.over(CONTENT, HINTS);
  }

  private static Verdict<SignatureFacts> judge(byte[] file, TrustAnchors anchors) {
    return new SignatureJudge().judge(file, EXPECTED, new JudgeContext(anchors, NOW));
  }

  private static Verdict<SignatureFacts> judge(CmsForge forge) {
    return judge(forge.make(), TestPki.anchors(ROOT));
  }

  private static Rejected<SignatureFacts> refusal(Verdict<SignatureFacts> verdict) {
    assertThat(verdict).isInstanceOf(Rejected.class);
    return (Rejected<SignatureFacts>) verdict;
  }

  @Test
  void goodSignature_isAcceptedWithItsFacts() {
    SignatureFacts facts = judge(good().by(SIGNER)).toOptional().orElseThrow();

    assertThat(facts.signingTime()).isEqualTo(NOW.minusSeconds(60));
    assertThat(facts.algorithm()).isEqualTo("SHA256withECDSA P-256");
    assertThat(facts.chain()).extracting(c -> c.role()).containsExactly(Role.SIGNER, Role.ANCHOR);
    assertThat(facts.expires()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    assertThat(facts.signer().subject()).isEqualTo("CN=Signer");
  }

  @ParameterizedTest
  @CsvSource({
    "RSA-3072,SHA256withRSA,SHA256withRSA 3072",
    "P-384,SHA256withECDSA,SHA256withECDSA P-384"
  })
  void everyKeyOfTheAllowList_isAccepted(String key, String algorithm, String described) {
    Identity signer = TestPki.issue(ROOT, Wish.signer("Other").withKey(key));

    Verdict<SignatureFacts> verdict = judge(good().by(signer).with(algorithm));

    assertThat(verdict.toOptional().orElseThrow().algorithm()).isEqualTo(described);
  }

  @Test
  void signerNamedByItsKeyIdentifier_isFound() {
    assertThat(judge(good().by(SIGNER).byKeyIdentifier()).code()).isEqualTo(StatusCode.OK);
  }

  @Test
  void intermediate_isFoundInTheFileWhateverItsPlace() {
    Identity middle = TestPki.issue(ROOT, Wish.root("Middle"));
    Identity signer = TestPki.issue(middle, Wish.signer("Below"));

    Verdict<SignatureFacts> verdict = judge(good().by(signer));

    assertThat(verdict.toOptional().orElseThrow().chain())
        .extracting(c -> c.role())
        .containsExactly(Role.SIGNER, Role.INTERMEDIATE, Role.ANCHOR);
  }

  @Test
  void anchorThatIsNotSelfSigned_endsTheChain() {
    Identity middle = TestPki.issue(ROOT, Wish.root("Middle"));
    Identity signer = TestPki.issue(middle, Wish.signer("Below"));

    Verdict<SignatureFacts> verdict = judge(good().by(signer).make(), TestPki.anchors(middle));

    assertThat(verdict.code()).isEqualTo(StatusCode.OK);
  }

  @Test
  void anchorRenewedUnderItsNameAndKey_isUsedBesideTheExpiredOne() {
    Identity expired = TestPki.selfSigned(Wish.root("Root").valid(LONG_AGO, YESTERDAY));
    byte[] file = good().by(SIGNER).make();

    assertThat(judge(file, TestPki.anchors(expired, ROOT)).code()).isEqualTo(StatusCode.OK);
    assertThat(judge(file, TestPki.anchors(expired)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
  }

  @Test
  void strangerWithTheAnchorsName_isUntrusted() {
    Identity impostor = TestPki.selfSigned(Wish.root("Root").withKey("P-384"));
    Identity signer = TestPki.issue(impostor, Wish.signer("Signer"));

    assertThat(judge(good().by(signer)).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  @Test
  void strangersChainThatBringsItsRoot_isUntrusted() {
    Identity stranger = TestPki.selfSigned(Wish.root("Stranger"));
    Identity signer = TestPki.issue(stranger, Wish.signer("Signer of stranger"));

    Verdict<SignatureFacts> verdict = judge(good().by(signer).carrying(stranger.certificate()));

    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  @Test
  void endCertificateThatIssues_isUntrusted() {
    Identity signer = TestPki.issue(SIGNER, Wish.signer("Grandchild"));

    assertThat(judge(good().by(signer)).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  @Test
  void missingCertificateOfTheSigner_isUntrusted() {
    assertThat(judge(good().by(SIGNER).withoutCertificates()).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  @Test
  void expiredSigner_isNamedWithItsDate() {
    Identity signer = TestPki.issue(ROOT, Wish.signer("Old").valid(LONG_AGO, YESTERDAY));

    Rejected<SignatureFacts> refusal = refusal(judge(good().by(signer)));

    assertThat(refusal.reason()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(refusal.reason().code()).isEqualTo(-24);
    assertThat(refusal.evidence().chainVerified()).contains(true);
    assertThat(refusal.evidence().offender().orElseThrow().role()).isEqualTo(Role.SIGNER);
    assertThat(refusal.evidence().detail()).contains("CN=Old").contains(YESTERDAY.toString());
  }

  @Test
  void expiredIntermediate_isNamed() {
    Identity middle = TestPki.issue(ROOT, Wish.root("Middle").valid(LONG_AGO, YESTERDAY));
    Identity signer =
        TestPki.issue(middle, Wish.signer("Below").valid(LONG_AGO.plusSeconds(60), TOMORROW));

    Rejected<SignatureFacts> refusal = refusal(judge(good().by(signer)));

    assertThat(refusal.reason()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(refusal.evidence().offender().orElseThrow().role()).isEqualTo(Role.INTERMEDIATE);
    assertThat(refusal.evidence().chainVerified()).contains(true);
  }

  @Test
  void expiredAnchor_isNamed() {
    Identity root = TestPki.selfSigned(Wish.root("Old root").valid(LONG_AGO, YESTERDAY));
    Identity signer = TestPki.issue(root, Wish.signer("Signer of old root"));

    Rejected<SignatureFacts> refusal =
        refusal(judge(good().by(signer).make(), TestPki.anchors(root)));

    assertThat(refusal.reason()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(refusal.evidence().offender().orElseThrow().role()).isEqualTo(Role.ANCHOR);
    assertThat(refusal.evidence().chainVerified()).contains(true);
  }

  @Test
  void certificateOfTomorrow_isNotYetValid() {
    Identity signer =
        TestPki.issue(ROOT, Wish.signer("Early").valid(TOMORROW, TOMORROW.plusSeconds(60)));

    Rejected<SignatureFacts> refusal = refusal(judge(good().by(signer)));

    assertThat(refusal.reason()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_NOT_YET_VALID);
    assertThat(refusal.evidence().chainVerified()).contains(true);
  }

  @Test
  void certificate_isValidToItsLastSecondAndNotBeyond() {
    Identity signer = TestPki.issue(ROOT, Wish.signer("Last second").valid(LONG_AGO, NOW));
    byte[] file = good().by(signer).make();
    TrustAnchors anchors = TestPki.anchors(ROOT);
    SignatureJudge judge = new SignatureJudge();

    assertThat(judge.judge(file, EXPECTED, new JudgeContext(anchors, NOW)).code())
        .isEqualTo(StatusCode.OK);
    assertThat(judge.judge(file, EXPECTED, new JudgeContext(anchors, NOW.plusMillis(1))).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
  }

  @Test
  void expiredCertificateOfAStranger_doesNotPassForARelayThatNeedsRepair() {
    Identity stranger = TestPki.selfSigned(Wish.root("Stranger"));
    Identity signer = TestPki.issue(stranger, Wish.signer("Old").valid(LONG_AGO, YESTERDAY));

    Rejected<SignatureFacts> refusal = refusal(judge(good().by(signer)));

    assertThat(refusal.reason()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(refusal.evidence().chainVerified()).contains(false);
  }

  @Test
  void expiredSignatureOfAnotherComponent_doesNotPassForARelayThatNeedsRepair() {
    Identity signer = TestPki.issue(ROOT, Wish.signer("Old").valid(LONG_AGO, YESTERDAY));

    Rejected<SignatureFacts> refusal =
        refusal(judge(CmsForge.over(CONTENT, "component=other;version=1").by(signer)));

    assertThat(refusal.reason()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(refusal.evidence().chainVerified()).contains(false);
  }

  @Test
  void certificateForServers_hasTheWrongPurpose() {
    Identity signer =
        TestPki.issue(ROOT, Wish.signer("Server").withPurpose(KeyPurposeId.id_kp_serverAuth));

    assertThat(judge(good().by(signer)).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_PURPOSE);
  }

  @Test
  void certificateWithoutPurpose_isRefused() {
    Identity signer = TestPki.issue(ROOT, Wish.signer("Any").withPurpose(null));

    assertThat(judge(good().by(signer)).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_PURPOSE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, KeyUsage.keyEncipherment})
  void keyUsageOtherThanDigitalSignature_isRefused(int usage) {
    Identity signer = TestPki.issue(ROOT, Wish.signer("Usage").withKeyUsage(usage));

    assertThat(judge(good().by(signer)).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_PURPOSE);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA-2048,SHA256withRSA",
    "RSA-3072,SHA1withRSA",
    "RSA-3072,SHA384withRSA",
    "P-256,SHA1withECDSA",
    "P-256,SHA512withECDSA",
    "P-521,SHA256withECDSA",
    "Ed25519,Ed25519"
  })
  void whatIsNotOnTheAllowList_isRefused(String key, String algorithm) {
    Identity signer = TestPki.issue(ROOT, Wish.signer("Weak").withKey(key));

    assertThat(judge(good().by(signer).with(algorithm)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_ALGORITHM);
  }

  @Test
  void weakAnchor_isRefusedForItsKey() {
    Identity root =
        TestPki.selfSigned(Wish.root("Weak root").withKey("RSA-2048").signedWith("SHA256withRSA"));
    Identity signer = TestPki.issue(root, Wish.signer("Signer").signedWith("SHA256withRSA"));

    assertThat(judge(good().by(signer).make(), TestPki.anchors(root)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_ALGORITHM);
  }

  @Test
  void certificateSignedWithSha1_isRefused() {
    Identity signer = TestPki.issue(ROOT, Wish.signer("Sha1").signedWith("SHA1withECDSA"));

    assertThat(judge(good().by(signer)).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_ALGORITHM);
  }

  @Test
  void twoSigners_areOneTooMany() {
    Identity other = TestPki.issue(ROOT, Wish.signer("Second"));

    assertThat(judge(good().by(SIGNER).by(other)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_SIGNER_COUNT);
  }

  @Test
  void certificatesWithoutSigner_areNoSignature() {
    assertThat(judge(good().carrying(SIGNER.certificate())).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_SIGNER_COUNT);
  }

  @Test
  void signatureWithoutSignedAttributes_isRefused() {
    assertThat(judge(good().by(SIGNER).withoutAttributes()).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_FAILURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.840.113549.1.9.5", // signing-time
        "1.2.840.113549.1.9.16.2.47", // signing-certificate-v2
        "1.2.840.113549.1.9.16.2.4" // content-hints
      })
  void strippedAttribute_isRefused(String attribute) {
    assertThat(judge(good().by(SIGNER).without(new ASN1ObjectIdentifier(attribute))).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_FAILURE);
  }

  @Test
  void attributeWithTwoValues_isMalformed() {
    CmsForge forge =
        good()
            .by(SIGNER)
            .without(CMSAttributes.messageDigest)
            .adding(
                CMSAttributes.messageDigest,
                new DEROctetString(Sha256.of(CONTENT).bytes()),
                new DEROctetString(new byte[32]));

    assertThat(judge(forge).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void attributeOfTheWrongType_isMalformed() {
    CmsForge forge =
        good()
            .by(SIGNER)
            .without(PKCSObjectIdentifiers.id_aa_contentHint)
            .adding(PKCSObjectIdentifiers.id_aa_contentHint, DERNull.INSTANCE);

    assertThat(judge(forge).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void attributeThatNamesAnotherCertificate_isRefused() {
    assertThat(judge(good().by(SIGNER).naming(ROOT.certificate())).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_FAILURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "component=pattern.other;version=19.421.00",
        "component=pattern.scan;version=19.421.01",
        "component=pattern.scan;version=19.421.00;",
        "component=pattern.scan",
        "catalog=pattern.scan;sequence=19",
        ""
      })
  void signatureOfSomethingElse_isMisbound(String hints) {
    assertThat(judge(CmsForge.over(CONTENT, hints).by(SIGNER)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
  }

  @Test
  void signatureOverOtherContent_isMisbound() {
    byte[] other = "other patterns".getBytes(StandardCharsets.US_ASCII);

    assertThat(judge(CmsForge.over(other, HINTS).by(SIGNER)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
  }

  @Test
  void catalogAsComponentSignature_isMisbound() {
    assertThat(judge(CmsForge.over(CONTENT, HINTS).attached().by(SIGNER)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
  }

  @Test
  void hostileHint_isShownWithoutItsControlCharacters() {
    Rejected<SignatureFacts> refusal =
        refusal(judge(CmsForge.over(CONTENT, "a\u001b[31m\n" + "x".repeat(9000)).by(SIGNER)));

    assertThat(refusal.evidence().detail()).hasSizeLessThan(400).contains("a?[31m?xxx");
  }

  @Test
  void signingTimeFarAhead_isNotBelieved() {
    CmsForge forge = good().by(SIGNER).signedAt(NOW.plus(Duration.ofDays(2)));

    assertThat(judge(forge).code()).isEqualTo(StatusCode.CLOCK_UNTRUSTED);
  }

  @Test
  void hostileSetOfSameNamedCertificates_isJudgedInABoundedTime() {
    Identity signer = TestPki.issue(TestPki.selfSigned(Wish.root("Twin")), Wish.signer("Lost"));
    CmsForge forge = good().by(signer);
    for (int i = 0; i < 9; i++) {
      forge.carrying(TestPki.selfSigned(Wish.root("Twin")).certificate());
    }
    long started = System.nanoTime();

    assertThat(judge(forge).code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
  }
}
