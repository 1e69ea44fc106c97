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
import io.freshseal.trust.TokenForge;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.Revocations;
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
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A trusted timestamp may stand for the present, where the policy says so and nowhere else. */
class TimestampTest {

  private static final byte[] CONTENT = "patterns".getBytes(StandardCharsets.US_ASCII);
  private static final ExpectedSignature EXPECTED =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("1"), Sha256.of(CONTENT));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(300));
  private static final Instant THEN = NOW.minus(Duration.ofDays(200));
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));
  private static final Identity SIGNER = TestPki.issue(ROOT, Wish.signer("Signer"));
  private static final Identity EXPIRED =
      TestPki.issue(ROOT, Wish.signer("Old").valid(LONG_AGO, YESTERDAY));
  private static final Identity TSA = TestPki.issue(ROOT, Wish.timestamps("TSA"));
  private static final TrustAnchors ANCHORS = TestPki.anchors(ROOT);
  private static final ASN1ObjectIdentifier TOKEN =
      PKCSObjectIdentifiers.id_aa_signatureTimeStampToken;

  private static CmsForge by(Identity signer) {
    return CmsForge.over(CONTENT, "component=pattern.scan;version=1").by(signer).signedAt(THEN);
  }

  private static JudgeContext context(TimestampRule rule, List<byte[]> lists) {
    RevocationRule revocation =
        lists.isEmpty() ? RevocationRule.MISSING_TOLERATED : RevocationRule.REQUIRED;
    TrustPolicy policy = new TrustPolicy(revocation, rule, PostQuantumRule.CLASSICAL);
    return new JudgeContext(
        new TrustBasis(ANCHORS, policy), Revocations.parse(lists).toOptional().orElseThrow(), NOW);
  }

  private static Verdict<SignatureFacts> judge(CmsForge forge, TimestampRule rule) {
    return new SignatureJudge().judge(forge.make(), EXPECTED, context(rule, List.of()));
  }

  private static void assertRefusedAsExpired(CmsForge forge, String why) {
    Verdict<SignatureFacts> verdict = judge(forge, TimestampRule.TIMESTAMPED);
    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(((Rejected<SignatureFacts>) verdict).evidence().detail())
        .contains("CN=Old")
        .contains(why);
  }

  @Test
  void expiredSignerWithAGoodToken_isAcceptedWhereThePolicySaysSo() {
    SignatureFacts facts =
        judge(by(EXPIRED).stamped(TokenForge.by(TSA, THEN)), TimestampRule.TIMESTAMPED)
            .toOptional()
            .orElseThrow();

    assertThat(facts.basis().dates()).isEqualTo(TimestampRule.TIMESTAMPED);
    assertThat(facts.basis().timestamp()).contains(THEN);
    assertThat(facts.expires()).isEqualTo(YESTERDAY);
  }

  @Test
  void expiredSignerWithAGoodToken_isRefusedWhereThePolicyIsStrict() {
    Verdict<SignatureFacts> verdict =
        judge(by(EXPIRED).stamped(TokenForge.by(TSA, THEN)), TimestampRule.STRICT);

    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(((Rejected<SignatureFacts>) verdict).evidence().chainVerified()).contains(true);
  }

  @ParameterizedTest
  @EnumSource(TimestampRule.class)
  void signerWithinItsDates_isAcceptedOnThePresentWhateverThePolicy(TimestampRule rule) {
    SignatureFacts facts =
        judge(by(SIGNER).signedAt(NOW).stamped(TokenForge.by(TSA, NOW)), rule)
            .toOptional()
            .orElseThrow();

    assertThat(facts.basis().dates()).isEqualTo(TimestampRule.STRICT);
    assertThat(facts.basis().timestamp()).contains(NOW);
  }

  @Test
  void expiredSignerWithoutToken_isRefusedAndSaysSo() {
    assertRefusedAsExpired(by(EXPIRED), "there is none");
  }

  @ParameterizedTest
  @EnumSource(TimestampRule.class)
  void tokenOverAnotherSignature_isRefusedUnderEveryPolicy(TimestampRule rule) {
    CmsForge forge = by(SIGNER).stamped(TokenForge.by(TSA, NOW).insteadOver(new byte[70]));

    Verdict<SignatureFacts> verdict = judge(forge, rule);

    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_TIMESTAMP);
    assertThat(((Rejected<SignatureFacts>) verdict).evidence().detail())
        .contains("over another signature");
  }

  @Test
  void tokenOverAnotherSignature_doesNotHelpAnExpiredSigner() {
    assertRefusedAsExpired(
        by(EXPIRED).stamped(TokenForge.by(TSA, THEN).insteadOver(new byte[70])),
        "over another signature");
  }

  @ParameterizedTest
  @CsvSource({"P1D", "PT1S"})
  void tokenOfATimeAfterTheExpiry_doesNotHelp(Duration after) {
    assertRefusedAsExpired(
        by(EXPIRED).stamped(TokenForge.by(TSA, YESTERDAY.plus(after))), "not within the validity");
  }

  @Test
  void tokenOfATimeBeforeTheCertificate_doesNotHelp() {
    assertRefusedAsExpired(
        by(EXPIRED).stamped(TokenForge.by(TSA, LONG_AGO.minusSeconds(1))),
        "not within the validity");
  }

  @Test
  void tokenWhoseAccuracyReachesBeyondTheExpiry_doesNotHelp() {
    Instant close = YESTERDAY.minusSeconds(10);

    assertRefusedAsExpired(
        by(EXPIRED).stamped(TokenForge.by(TSA, close).accurateTo(11)), "not within the validity");
    assertThat(
            judge(
                    by(EXPIRED).stamped(TokenForge.by(TSA, close).accurateTo(10)),
                    TimestampRule.TIMESTAMPED)
                .code())
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void tokenOutsideTheValidityOfTheIntermediate_doesNotHelp() {
    Identity middle =
        TestPki.issue(
            ROOT, Wish.root("Old middle").valid(LONG_AGO, THEN.minus(Duration.ofDays(1))));
    Identity signer = TestPki.issue(middle, Wish.signer("Old").valid(LONG_AGO, YESTERDAY));

    assertRefusedAsExpired(by(signer).stamped(TokenForge.by(TSA, THEN)), "CN=Old middle");
  }

  @Test
  void tokenOfAStranger_doesNotHelpButHarmsNobodyWhoNeedsNone() {
    Identity stranger = TestPki.selfSigned(Wish.root("Stranger"));
    Identity tsa = TestPki.issue(stranger, Wish.timestamps("TSA of a stranger"));

    assertRefusedAsExpired(by(EXPIRED).stamped(TokenForge.by(tsa, THEN)), "not good now");
    assertThat(
            judge(by(SIGNER).stamped(TokenForge.by(tsa, THEN)), TimestampRule.TIMESTAMPED).code())
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void authorityUnderAnchorsOfItsOwn_helpsWhereTheseAreAtHand() {
    Identity root = TestPki.selfSigned(Wish.root("Root of times"));
    Identity tsa = TestPki.issue(root, Wish.timestamps("Other TSA"));
    byte[] file = by(EXPIRED).stamped(TokenForge.by(tsa, THEN)).make();
    TrustPolicy policy = context(TimestampRule.TIMESTAMPED, List.of()).basis().policy();
    TrustBasis with =
        new TrustBasis(ANCHORS, policy).withTimestampAnchors(Optional.of(TestPki.anchors(root)));
    TrustBasis swapped =
        new TrustBasis(TestPki.anchors(root), policy)
            .withTimestampAnchors(Optional.of(TestPki.anchors(root)));

    assertThat(judge(file, with).code()).isEqualTo(StatusCode.OK);
    // Anchors of times are no anchors of content.
    assertThat(judge(file, swapped).code()).isNotEqualTo(StatusCode.OK);
  }

  private static Verdict<SignatureFacts> judge(byte[] file, TrustBasis basis) {
    return new SignatureJudge()
        .judge(file, EXPECTED, new JudgeContext(basis, Revocations.none(), NOW));
  }

  @Test
  void authorityThatIsForOtherThings_doesNotHelp() {
    Identity loose = TestPki.issue(ROOT, Wish.timestamps("Loose TSA").withoutCriticalPurpose());
    Identity signer =
        TestPki.issue(
            ROOT, Wish.timestamps("Signer as TSA").withPurpose(KeyPurposeId.id_kp_codeSigning));

    assertRefusedAsExpired(
        by(EXPIRED).stamped(TokenForge.by(loose, THEN)), "not for timestamps alone");
    assertRefusedAsExpired(
        by(EXPIRED).stamped(TokenForge.by(signer, THEN)), "not for timestamps alone");
  }

  @Test
  void authorityThatHasExpiredItself_doesNotHelp() {
    Identity tsa = TestPki.issue(ROOT, Wish.timestamps("Old TSA").valid(LONG_AGO, YESTERDAY));

    assertRefusedAsExpired(by(EXPIRED).stamped(TokenForge.by(tsa, THEN)), "CN=Old TSA");
  }

  @Test
  void tokenOfTheFuture_doesNotHelp() {
    Identity early = TestPki.issue(ROOT, Wish.signer("Old").valid(LONG_AGO, NOW.minusMillis(1)));

    assertRefusedAsExpired(
        by(early).stamped(TokenForge.by(TSA, NOW.plus(Duration.ofHours(1)))), "lies ahead");
  }

  @ParameterizedTest
  @CsvSource({"SHA512withECDSA", "SHA1withECDSA"})
  void tokenByAnAlgorithmOutsideTheAllowList_isRefused(String algorithm) {
    CmsForge forge = by(SIGNER).stamped(TokenForge.by(TSA, THEN).with(algorithm));

    assertThat(judge(forge, TimestampRule.STRICT).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_TIMESTAMP);
  }

  @Test
  void tokenWithAnImprintOfAnotherDigest_isRefused() {
    CmsForge forge =
        by(SIGNER).stamped(TokenForge.by(TSA, THEN).imprintedWith(NISTObjectIdentifiers.id_sha512));

    assertThat(judge(forge, TimestampRule.STRICT).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_TIMESTAMP);
  }

  @Test
  void tokenThatNamesItsSignerBySha1_isRefused() {
    CmsForge forge = by(SIGNER).stamped(TokenForge.by(TSA, THEN).namingBySha1());

    assertThat(judge(forge, TimestampRule.STRICT).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_TIMESTAMP);
  }

  @Test
  void bytesThatAreNoToken_areRefused() throws Exception {
    byte[] cms = by(SIGNER).make();
    CmsForge other = by(SIGNER).carrying(TOKEN, signature -> cms);
    CmsForge nothing = by(SIGNER).carrying(new Attribute(TOKEN, new DERSet(DERNull.INSTANCE)));

    assertThat(judge(other, TimestampRule.STRICT).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_TIMESTAMP);
    assertThat(judge(nothing, TimestampRule.STRICT).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_TIMESTAMP);
  }

  @Test
  void hugeToken_isMalformed() {
    CmsForge forge = by(SIGNER).stamped(TokenForge.by(TSA, THEN).padded(8));

    Verdict<SignatureFacts> verdict = judge(forge, TimestampRule.TIMESTAMPED);

    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
    assertThat(((Rejected<SignatureFacts>) verdict).evidence().detail()).contains("32768");
  }

  @Test
  void twoTokens_areMalformedAsTwoAttributesAndAsTwoValues() throws Exception {
    CmsForge attributes =
        by(SIGNER).stamped(TokenForge.by(TSA, THEN)).stamped(TokenForge.by(TSA, NOW));
    CmsForge values =
        by(SIGNER)
            .carrying(
                new Attribute(
                    TOKEN, new DERSet(new DERNull[] {DERNull.INSTANCE, DERNull.INSTANCE})));

    assertThat(judge(attributes, TimestampRule.STRICT).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
    assertThat(judge(values, TimestampRule.STRICT).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void unsignedAttributeThatNobodyJudges_isMalformed() {
    CmsForge forge =
        by(SIGNER)
            .carrying(
                new Attribute(
                    new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.21"),
                    new DERSet(DERNull.INSTANCE)));

    assertThat(judge(forge, TimestampRule.STRICT).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    CRLReason.superseded + ",P1D,OK",
    CRLReason.cessationOfOperation + ",P1D,OK",
    CRLReason.superseded + ",-P1D,DIGITAL_SIGNATURE_CERT_EXPIRE",
    CRLReason.keyCompromise + ",P1D,DIGITAL_SIGNATURE_CERT_EXPIRE",
    CRLReason.unspecified + ",P1D,DIGITAL_SIGNATURE_CERT_EXPIRE"
  })
  void revocation_countsByItsDateAndReason(int reason, Duration after, StatusCode expected) {
    byte[] list = list(EXPIRED, THEN.plus(after), reason);
    byte[] file = by(EXPIRED).stamped(TokenForge.by(TSA, THEN)).make();

    Verdict<SignatureFacts> verdict =
        new SignatureJudge()
            .judge(file, EXPECTED, context(TimestampRule.TIMESTAMPED, List.of(list)));

    assertThat(verdict.code()).isEqualTo(expected);
  }

  private static byte[] list(Identity revoked, Instant at, int reason) {
    return TestCrl.of(ROOT)
        .number(1)
        .revoking(revoked.certificate().getSerialNumber(), reason, at)
        .make();
  }

  @Test
  void revokedAuthority_doesNotHelp() {
    byte[] list = list(TSA, YESTERDAY, CRLReason.superseded);
    byte[] file = by(EXPIRED).stamped(TokenForge.by(TSA, THEN)).make();

    Verdict<SignatureFacts> verdict =
        new SignatureJudge()
            .judge(file, EXPECTED, context(TimestampRule.TIMESTAMPED, List.of(list)));

    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(((Rejected<SignatureFacts>) verdict).evidence().detail()).contains("CN=TSA");
  }

  @Test
  void signerWithinItsDatesButRevoked_isRefusedWhateverItsToken() {
    byte[] list = list(SIGNER, YESTERDAY, CRLReason.superseded);
    byte[] file = by(SIGNER).stamped(TokenForge.by(TSA, THEN)).make();

    assertThat(
            new SignatureJudge()
                .judge(file, EXPECTED, context(TimestampRule.TIMESTAMPED, List.of(list)))
                .code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED);
  }
}
