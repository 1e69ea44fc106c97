package io.freshseal.trust.control;

import static io.freshseal.trust.AnchorForge.NOW;
import static io.freshseal.trust.AnchorForge.authority;
import static io.freshseal.trust.AnchorForge.bundle;
import static io.freshseal.trust.AnchorForge.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.AnchorForge;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.control.cms.CertificateIssuer;
import io.freshseal.trust.control.cms.CmsSigning;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.AnchorPoint;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorJudgeTest {

  private static final IssuedSigner A = authority("A");
  private static final IssuedSigner B = authority("B");
  private static final IssuedSigner C = authority("C");
  private static final IssuedSigner STRANGER = authority("Stranger");

  private static final AnchorForge FIRST = link(bundle(1, 2, Optional.empty(), A, B, C)).by(A, B);
  private static final AnchorPoint AT_FIRST = point(FIRST);

  private final AnchorJudge judge = new AnchorJudge();

  private static AnchorPoint point(AnchorForge forge) {
    return AnchorPoint.of(AnchorLinkJson.parse(forge.make()).toOptional().orElseThrow());
  }

  private static AnchorForge second() {
    return link(bundle(2, 1, FIRST.name(), B, C));
  }

  private StatusCode verdict(AnchorForge forge) {
    return judge.judge(forge.make(), AT_FIRST).code();
  }

  private static String detail(Verdict<AnchorLink> verdict) {
    return verdict.fold(a -> "", r -> r.evidence().detail());
  }

  @Test
  void linkSignedByEnoughKeysOfTheBundleBefore_isFollowed() {
    AnchorLink link = judge.judge(second().by(A, C).make(), AT_FIRST).toOptional().orElseThrow();

    assertThat(link.bundle().number()).isEqualTo(2);
    assertThat(link.anchors().certificates()).containsExactly(B.certificate(), C.certificate());
    assertThat(link.anchors().threshold()).isEqualTo(1);
    assertThat(link.anchors().number()).isEqualTo(2);
  }

  @Test
  void threshold_countsKeysAndNotSignatures() {
    AnchorForge twice = second().by(A, A, A);

    Verdict<AnchorLink> verdict = judge.judge(twice.make(), AT_FIRST);

    assertThat(verdict.code()).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(detail(verdict)).contains("1 of the 2 keys");
    assertThat(verdict(twice.by(B))).isEqualTo(StatusCode.OK);
  }

  @Test
  void oneKeyWithTwoCertificates_countsOnce() {
    Identity one = TestPki.selfSigned(Wish.root("Same"));
    IssuedSigner first = new IssuedSigner(one.key(), List.of(one.certificate()));
    IssuedSigner renewed =
        new IssuedSigner(one.key(), List.of(TestPki.selfSigned(Wish.root("Same")).certificate()));
    TrustAnchors anchors = TrustAnchors.of(bundle(1, 2, Optional.empty(), first, renewed, B));
    AnchorForge forge = link(bundle(2, 1, FIRST.name(), C)).by(first, renewed);

    assertThat(judge.judge(forge.make(), AnchorPoint.of(anchors)).code())
        .isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(judge.judge(forge.by(B).make(), AnchorPoint.of(anchors)).code())
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void oneKeyThatTwoAnchorsVouchFor_countsOnce() {
    Identity one = TestPki.selfSigned(Wish.root("One"));
    Identity two = TestPki.selfSigned(Wish.root("Two"));
    TrustAnchors anchors =
        TrustAnchors.of(bundle(1, 2, Optional.empty(), signer(one), signer(two)));
    AnchorForge forge = link(bundle(2, 1, FIRST.name(), C));
    forge.adding(byIntermediate(forge, TestPki.issue(one, Wish.root("Crossed"))));
    forge.adding(byIntermediate(forge, TestPki.issue(two, Wish.root("Crossed"))));

    Verdict<AnchorLink> verdict = judge.judge(forge.make(), AnchorPoint.of(anchors));

    assertThat(verdict.code()).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(detail(verdict)).contains("1 of the 2 keys");
    assertThat(judge.judge(forge.by(signer(two)).make(), AnchorPoint.of(anchors)).code())
        .isEqualTo(StatusCode.OK);
  }

  private static IssuedSigner signer(Identity authority) {
    return new IssuedSigner(authority.key(), List.of(authority.certificate()));
  }

  private static byte[] byIntermediate(AnchorForge forge, Identity intermediate) {
    IssuedSigner leaf =
        CertificateIssuer.issue(
            signer(intermediate),
            new CertificateIssuer.Leaf(
                "Signer",
                Duration.ofDays(1),
                intermediate.issuer().certificate(),
                List.of(CertificateIssuer.CODE_SIGNING, CertificateIssuer.ANCHOR_SIGNING)),
            NOW);
    return CmsSigning.detached(leaf, Sha256.of(forge.signed()), "anchors=primary;number=2", NOW);
  }

  @Test
  void signaturesOfNewKeysAndStrangers_doNotCount() {
    IssuedSigner fresh = authority("Fresh");
    AnchorForge forge = link(bundle(2, 1, FIRST.name(), fresh, B)).by(fresh, STRANGER, A);

    assertThat(verdict(forge)).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(verdict(forge.by(B))).isEqualTo(StatusCode.OK);
  }

  @Test
  void signatureOfAComponentsSigner_doesNotCount() {
    AnchorForge hints =
        second().by(A).by(B, "component=anchors;version=2").by(B, "catalog=primary;sequence=2");
    AnchorForge purpose = second().by(A).by(B, Optional.empty(), "anchors=primary;number=2");

    assertThat(verdict(hints)).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(verdict(purpose)).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
  }

  @Test
  void signatureOverAnotherBundleOrNumber_doesNotCount() {
    AnchorForge other = link(bundle(2, 1, FIRST.name(), B)).by(A, B);
    byte[] signatures = other.make();
    AnchorLink parsed = AnchorLinkJson.parse(signatures).toOptional().orElseThrow();

    byte[] swapped = AnchorLinkJson.link(second().signed(), parsed.signatures());

    assertThat(judge.judge(swapped, AT_FIRST).code()).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(verdict(second().by(A).by(B, "anchors=primary;number=3")))
        .isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
  }

  @Test
  void damagedSignatures_doNotCountAndHideNone() {
    AnchorForge forge = second().adding(new byte[0]).adding(new byte[] {0x30}).by(A);

    assertThat(verdict(forge)).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(verdict(forge.by(C))).isEqualTo(StatusCode.OK);
  }

  @Test
  void wrongPrevious_breaksTheChain() {
    AnchorsEntry other = new AnchorsEntry(1, Sha256.of(new byte[] {1}), 700);
    AnchorsEntry number = new AnchorsEntry(7, FIRST.name().get().sha256(), 700);

    assertThat(verdict(link(bundle(2, 1, Optional.of(other), B)).by(A, B)))
        .isEqualTo(StatusCode.ANCHORS_CHAIN);
    assertThat(verdict(link(bundle(2, 1, Optional.of(number), B)).by(A, B)))
        .isEqualTo(StatusCode.ANCHORS_CHAIN);
    assertThat(verdict(link(bundle(2, 1, Optional.empty(), B)).by(A, B)))
        .isEqualTo(StatusCode.ANCHORS_CHAIN);
  }

  @Test
  void skippedNumber_breaksTheChain() {
    assertThat(verdict(link(bundle(3, 1, FIRST.name(), B)).by(A, B)))
        .isEqualTo(StatusCode.ANCHORS_CHAIN);
    assertThat(verdict(link(bundle(Long.MAX_VALUE, 1, FIRST.name(), B)).by(A, B)))
        .isEqualTo(StatusCode.ANCHORS_CHAIN);
  }

  @Test
  void bundleOfAnotherSource_breaksTheChain() {
    AnchorBundle other =
        new AnchorBundle("other", 2, 1, NOW, List.of(B.certificate()), FIRST.name());

    assertThat(verdict(link(other).by(A, B))).isEqualTo(StatusCode.ANCHORS_CHAIN);
  }

  @Test
  void numberGoingBack_isRollback() {
    AnchorPoint atSecond = point(second());

    assertThat(judge.judge(FIRST.make(), atSecond).code()).isEqualTo(StatusCode.ROLLBACK);
  }

  @Test
  void twoBundlesOfOneNumber_areEquivocationWithBothDigests() {
    AnchorForge fork = link(bundle(1, 1, Optional.empty(), A, B)).by(A, B);

    Verdict<AnchorLink> verdict = judge.judge(fork.make(), AT_FIRST);

    assertThat(verdict.code()).isEqualTo(StatusCode.EQUIVOCATION);
    assertThat(detail(verdict))
        .contains(FIRST.name().get().sha256().hex(), fork.name().get().sha256().hex());
  }

  @Test
  void bundleOfTheNumberAtHandThatNobodySigned_isNoEquivocation() {
    AnchorForge fork = link(bundle(1, 1, Optional.empty(), STRANGER)).by(STRANGER);

    assertThat(verdict(fork)).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(verdict(fork.by(A))).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(verdict(fork.by(B))).isEqualTo(StatusCode.EQUIVOCATION);
  }

  @Test
  void expiredAnchorsOfOldLinks_areFollowed() {
    IssuedSigner old = authority("Old", NOW.minus(Duration.ofDays(900)), Duration.ofDays(30));
    IssuedSigner older = authority("Older", NOW.minus(Duration.ofDays(2000)), Duration.ofDays(30));
    AnchorForge one = link(bundle(1, 1, Optional.empty(), older)).by(older);
    AnchorForge two = link(bundle(2, 1, one.name(), old)).by(older);
    AnchorForge three = link(bundle(3, 1, two.name(), A)).by(old);

    assertThat(judge.judge(two.make(), point(one)).code()).isEqualTo(StatusCode.OK);
    assertThat(judge.judge(three.make(), point(two)).code()).isEqualTo(StatusCode.OK);
  }

  @Test
  void newestBundle_needsAsManyKeysWithinTheirDatesAsItsThreshold() {
    IssuedSigner old = authority("Old", NOW.minus(Duration.ofDays(900)), Duration.ofDays(30));
    IssuedSigner later = authority("Later", NOW.plus(Duration.ofDays(9)), Duration.ofDays(30));

    assertThat(judge.outdated(bundle(2, 1, FIRST.name(), old, A), NOW)).isEmpty();
    assertThat(outdated(bundle(2, 2, FIRST.name(), old, A), NOW))
        .contains(StatusCode.ANCHORS_EXPIRED);
    assertThat(outdated(bundle(2, 1, FIRST.name(), later), NOW))
        .contains(StatusCode.ANCHORS_EXPIRED);
    assertThat(outdated(bundle(2, 2, FIRST.name(), A, B), NOW.plus(Duration.ofDays(9999))))
        .contains(StatusCode.ANCHORS_EXPIRED);
  }

  private Optional<StatusCode> outdated(AnchorBundle bundle, Instant now) {
    return judge.outdated(bundle, now).map(Verdict.Rejected::reason);
  }

  @Test
  void pemFileWithoutANumber_isLeftByEnoughOfItsKeys() {
    TrustAnchors pem =
        TrustAnchors.parse((pem(A) + pem(B)).getBytes(StandardCharsets.US_ASCII))
            .toOptional()
            .orElseThrow();

    assertThat(judge.judge(FIRST.make(), AnchorPoint.of(pem)).code()).isEqualTo(StatusCode.OK);
    assertThat(
            judge
                .judge(link(bundle(1, 1, Optional.empty(), C)).by(C).make(), AnchorPoint.of(pem))
                .code())
        .isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
  }

  private static String pem(IssuedSigner authority) {
    return TestPki.pem(authority.certificate());
  }

  @Test
  void oversizedLink_isTooLargeBeforeItIsRead() {
    byte[] huge = Arrays.copyOf(FIRST.make(), AnchorLinkJson.MAX_BYTES + 1);

    assertThat(judge.judge(huge, AT_FIRST).code()).isEqualTo(StatusCode.TOO_LARGE);
  }

  @Test
  void moreThan64Signatures_areMalformed() {
    AnchorForge forge = second();
    byte[] none = new byte[] {0x30, 0};
    Collections.nCopies(64, none).forEach(forge::adding);

    assertThat(verdict(forge)).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(verdict(forge.adding(none))).isEqualTo(StatusCode.ANCHORS_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{",
        "[]",
        "{}",
        "{'format':'freshseal-anchors/2','bundle':'e30=','signatures':[]}",
        "{'format':'freshseal-anchors/1','bundle':'e30','signatures':[]}",
        "{'format':'freshseal-anchors/1','bundle':'%%%%','signatures':[]}",
        "{'format':'freshseal-anchors/1','bundle':'e30=','signatures':[{}]}",
        "{'format':'freshseal-anchors/1','bundle':'e30=','signatures':[1]}",
        "{'format':'freshseal-anchors/1','bundle':'e30=','signatures':'x'}",
        "{'format':'freshseal-anchors/1','bundle':'e30=','signatures':['x']}",
        "{'format':'freshseal-anchors/1','bundle':'e30=','signatures':[]}",
        "{'format':'freshseal-anchors/1','bundle':'e30=','signatures':[]}{}",
      })
  void whatIsNoLink_isMalformed(String text) {
    byte[] file = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    assertThat(judge.judge(file, AT_FIRST).code()).isEqualTo(StatusCode.ANCHORS_MALFORMED);
  }

  private static final String GOOD_BUNDLE =
      "{'source':'primary','number':2,'threshold':1,'issued':'2030-06-01T12:00:00Z','anchors':['A']}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'number':2>'number':0",
        "'number':2>'number':-1",
        "'number':2>'number':9223372036854775808",
        "'threshold':1>'threshold':0",
        "'threshold':1>'threshold':2",
        "'threshold':1>'threshold':65",
        "'threshold':1>'threshold':'1'",
        "'source':'primary'>'source':'No Source'",
        "'issued':'2030-06-01T12:00:00Z'>'issued':'today'",
        "['A']>[]",
        "['A']>'A'",
        "['A']>['A','A']",
        "['A']>['MIIB']",
        "['A']>['!']",
        "['A']>[{}]",
        "['A']>['A'],'previous':{'number':1}",
        "['A']>['A'],'previous':'none'",
        "['A']>['A'],'number':3",
      })
  void whatIsNoBundle_isMalformed(String change) {
    String[] parts = change.split(">");
    String good = bundleText(GOOD_BUNDLE);
    String bad = bundleText(GOOD_BUNDLE.replace(parts[0], parts[1]));

    assertThat(AnchorLinkJson.parse(unsigned(good)).code()).isEqualTo(StatusCode.OK);
    assertThat(judge.judge(unsigned(bad), AT_FIRST).code()).isEqualTo(StatusCode.ANCHORS_MALFORMED);
  }

  private static String bundleText(String pattern) {
    return pattern.replace("'A'", "'" + base64(A) + "'").replace('\'', '"');
  }

  private static String base64(IssuedSigner authority) {
    try {
      return Base64.getEncoder().encodeToString(authority.certificate().getEncoded());
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] unsigned(String bundle) {
    return AnchorLinkJson.link(bundle.getBytes(StandardCharsets.UTF_8), List.of());
  }

  @Test
  void trailingBytesInACertificate_areMalformed() throws Exception {
    byte[] der = A.certificate().getEncoded();
    String longer = Base64.getEncoder().encodeToString(Arrays.copyOf(der, der.length + 3));
    String bundle = GOOD_BUNDLE.replace("'A'", "'" + longer + "'").replace('\'', '"');

    assertThat(judge.judge(unsigned(bundle), AT_FIRST).code())
        .isEqualTo(StatusCode.ANCHORS_MALFORMED);
  }

  @Test
  void moreThan64Anchors_areMalformed() {
    IssuedSigner[] many = new IssuedSigner[65];
    Arrays.setAll(many, i -> authority("Many " + i));
    String anchors =
        Arrays.stream(many)
            .map(authority -> '"' + base64(authority) + '"')
            .collect(java.util.stream.Collectors.joining(","));
    String bundle = GOOD_BUNDLE.replace("'A'", anchors).replace('\'', '"');

    assertThat(judge.judge(unsigned(bundle), AT_FIRST).code())
        .isEqualTo(StatusCode.ANCHORS_MALFORMED);
  }

  @Test
  void everyCutOfALink_isRefused() {
    byte[] whole = second().by(A, B).make();

    for (int length = 0; length < whole.length; length += 37) {
      assertThat(judge.judge(Arrays.copyOf(whole, length), AT_FIRST).code())
          .isEqualTo(StatusCode.ANCHORS_MALFORMED);
    }
  }

  @Test
  void purposeOfAnchors_isNotThatOfAnyOtherCertificate() {
    assertThat(SigningPurpose.ANCHORS.purposes()).contains(CertificateIssuer.ANCHOR_SIGNING);
    assertThat(SigningPurpose.COMPONENT.purposes())
        .doesNotContain(CertificateIssuer.ANCHOR_SIGNING);
    assertThat(SigningPurpose.CATALOG.purposes()).doesNotContain(CertificateIssuer.ANCHOR_SIGNING);
  }
}
