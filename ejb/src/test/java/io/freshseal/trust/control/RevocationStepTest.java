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
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.CertificateFacts.Role;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RevocationStepTest {

  private static final byte[] CONTENT = "patterns".getBytes(StandardCharsets.US_ASCII);
  private static final ExpectedSignature EXPECTED =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("1.0"), Sha256.of(CONTENT));
  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));
  private static final Identity MIDDLE = TestPki.issue(ROOT, Wish.root("Middle"));
  private static final Identity SIGNER = TestPki.issue(ROOT, Wish.signer("Signer"));
  private static final Identity BELOW = TestPki.issue(MIDDLE, Wish.signer("Below"));
  private static final Identity STRANGER = TestPki.selfSigned(Wish.root("Stranger"));
  private static final int KEY_COMPROMISE = 1;

  private static byte[] file(Identity signer) {
    return CmsForge.over(CONTENT, "component=pattern.scan;version=1.0").by(signer).make();
  }

  private static Verdict<SignatureFacts> judge(
      Identity signer, RevocationRule rule, Revocations lists) {
    TrustBasis basis = TrustBasis.of(TestPki.anchors(ROOT)).heeding(rule);
    return new SignatureJudge().judge(file(signer), EXPECTED, new JudgeContext(basis, lists, NOW));
  }

  private static Verdict<SignatureFacts> judge(Identity signer, Revocations lists) {
    return judge(signer, RevocationRule.REQUIRED, lists);
  }

  private static Evidence refusal(StatusCode code, Verdict<SignatureFacts> verdict) {
    assertThat(verdict.code()).isEqualTo(code);
    return ((Rejected<SignatureFacts>) verdict).evidence();
  }

  private static Evidence revoked(Verdict<SignatureFacts> verdict) {
    return refusal(StatusCode.DIGITAL_SIGNATURE_REVOKED, verdict);
  }

  private static Evidence unknown(Verdict<SignatureFacts> verdict) {
    return refusal(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN, verdict);
  }

  private static Role offender(Evidence evidence) {
    return evidence.offender().map(CertificateFacts::role).orElseThrow();
  }

  @Test
  void chainWithACurrentListOfEachIssuer_isAccepted() {
    assertThat(judge(SIGNER, TestCrl.clean(ROOT)).code()).isEqualTo(StatusCode.OK);
    assertThat(judge(BELOW, TestCrl.clean(ROOT, MIDDLE)).code()).isEqualTo(StatusCode.OK);
  }

  @ParameterizedTest
  @EnumSource
  void revokedSigner_isRefusedWhateverTheRule(RevocationRule rule) {
    Revocations lists =
        TestCrl.at(
            TestCrl.of(ROOT).number(7).revoking(SIGNER.certificate(), KEY_COMPROMISE).make());

    Evidence evidence = revoked(judge(SIGNER, rule, lists));

    assertThat(offender(evidence)).isEqualTo(Role.SIGNER);
    assertThat(evidence.detail())
        .isEqualTo(
            "The certificate CN=Signer (serial number %x) was revoked at 2030-06-01T11:00:00Z;"
                    .formatted(SIGNER.certificate().getSerialNumber())
                + " reason: keyCompromise.");
  }

  @Test
  void revokedIntermediate_isRefusedThoughTheSignersOwnListIsMissing() {
    Revocations lists =
        TestCrl.at(TestCrl.of(ROOT).number(7).revoking(MIDDLE.certificate(), 2).make());

    Evidence evidence = revoked(judge(BELOW, lists));

    assertThat(offender(evidence)).isEqualTo(Role.INTERMEDIATE);
    assertThat(evidence.detail()).contains("CN=Middle", "cACompromise");
  }

  @Test
  void serialNumberRevokedByAnotherIssuer_isNotThisCertificate() {
    byte[] other =
        TestCrl.of(STRANGER).number(1).revoking(SIGNER.certificate(), KEY_COMPROMISE).make();
    Revocations lists = TestCrl.at(TestCrl.of(ROOT).number(1).make(), other);

    assertThat(judge(SIGNER, lists).code()).isEqualTo(StatusCode.OK);
  }

  @Test
  void missingList_isRefusedUnlessTolerated() {
    Evidence evidence = unknown(judge(SIGNER, Revocations.none()));

    assertThat(evidence.detail()).contains("No revocation list of CN=Root", "CN=Signer");
    unknown(judge(SIGNER, RevocationRule.STALE_TOLERATED, Revocations.none()));
    assertThat(judge(SIGNER, RevocationRule.MISSING_TOLERATED, Revocations.none()).code())
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void missingListOfOneIssuerOfTheChain_isRefused() {
    Evidence evidence = unknown(judge(BELOW, TestCrl.clean(MIDDLE)));

    assertThat(offender(evidence)).isEqualTo(Role.INTERMEDIATE);
  }

  @Test
  void staleList_isRefusedUnlessTolerated() {
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    Revocations stale =
        TestCrl.at(TestCrl.of(ROOT, yesterday, NOW.minusSeconds(1)).number(3).make());

    assertThat(unknown(judge(SIGNER, stale)).detail()).contains("CN=Root", "number 3");
    assertThat(judge(SIGNER, RevocationRule.STALE_TOLERATED, stale).code())
        .isEqualTo(StatusCode.OK);
    assertThat(judge(SIGNER, RevocationRule.MISSING_TOLERATED, stale).code())
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void listIsCurrent_upToAndIncludingItsLastSecond() {
    Revocations last = TestCrl.at(TestCrl.of(ROOT, NOW.minusSeconds(9), NOW).number(1).make());

    assertThat(judge(SIGNER, last).code()).isEqualTo(StatusCode.OK);
  }

  @Test
  void listWithoutNextUpdateOrFromTheFuture_isNotCurrent() {
    unknown(
        judge(SIGNER, TestCrl.at(TestCrl.of(ROOT, NOW.minusSeconds(9), null).number(1).make())));
    Instant inTwoDays = NOW.plus(Duration.ofDays(2));
    byte[] ahead = TestCrl.of(ROOT, inTwoDays, inTwoDays.plusSeconds(9)).number(1).make();
    assertThat(unknown(judge(SIGNER, TestCrl.at(ahead))).detail()).contains("was made at");
  }

  @Test
  void listSignedByAnotherKey_isNone() {
    byte[] forged =
        TestCrl.of(ROOT).number(9).revoking(SIGNER.certificate(), 1).signedBy(STRANGER).make();

    assertThat(unknown(judge(SIGNER, TestCrl.at(forged))).detail())
        .contains("not signed by its key");
    assertThat(judge(SIGNER, TestCrl.at(forged, TestCrl.of(ROOT).number(1).make())).code())
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void listOfAnotherIssuerOfTheSameName_isNone() {
    Identity namesake = TestPki.selfSigned(Wish.root("Root").withKey("P-384"));
    byte[] other = TestCrl.of(namesake).number(9).revoking(SIGNER.certificate(), 1).make();

    unknown(judge(SIGNER, TestCrl.at(other)));
    assertThat(judge(SIGNER, TestCrl.at(other, TestCrl.of(ROOT).number(1).make())).code())
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void listOfAnIssuerThatMayNotSignLists_isNone() {
    Identity mute = TestPki.issue(ROOT, Wish.root("Mute").withKeyUsage(KeyUsage.keyCertSign));
    Identity signer = TestPki.issue(mute, Wish.signer("Under mute"));

    unknown(judge(signer, TestCrl.clean(ROOT, mute)));
  }

  @Test
  void listSignedWithSha1_isNone() {
    byte[] weak = TestCrl.of(ROOT).number(1).with("SHA1withECDSA").make();

    unknown(judge(SIGNER, TestCrl.at(weak)));
  }

  @Test
  void newestOfSeveralLists_decides() {
    byte[] older = TestCrl.of(ROOT).number(1).make();
    byte[] newer = TestCrl.of(ROOT).number(2).revoking(SIGNER.certificate(), 4).make();

    revoked(judge(SIGNER, TestCrl.at(older, newer)));
    revoked(judge(SIGNER, TestCrl.at(newer, older)));
  }

  @Test
  void expiredCertificate_isReportedBeforeAnythingAboutLists() {
    Identity expired =
        TestPki.issue(
            ROOT, Wish.signer("Expired").valid(NOW.minusSeconds(9000), NOW.minusSeconds(1)));
    byte[] revoking = TestCrl.of(ROOT).number(2).revoking(expired.certificate(), 1).make();

    Evidence lacking =
        refusal(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, judge(expired, Revocations.none()));
    assertThat(lacking.chainVerified()).contains(true);
    Evidence stolen =
        refusal(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, judge(expired, TestCrl.at(revoking)));
    assertThat(stolen.chainVerified()).contains(false);
  }

  @Test
  void chainThatLeadsNowhere_isUntrustedWhateverTheLists() {
    Identity signer = TestPki.issue(STRANGER, Wish.signer("Signer of stranger"));

    assertThat(judge(signer, TestCrl.clean(ROOT, STRANGER)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }
}
