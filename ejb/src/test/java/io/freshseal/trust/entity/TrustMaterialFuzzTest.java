package io.freshseal.trust.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fuzz.ByteMutations;
import io.freshseal.fuzz.DerMutations;
import io.freshseal.fuzz.FuzzRun;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.DerNode;
import io.freshseal.trust.TestCrl;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Anchors and revocation lists of any form: read, or refused with a declared code. */
class TrustMaterialFuzzTest {

  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));
  private static final Identity OTHER = TestPki.selfSigned(Wish.root("Other").withKey("P-384"));

  @Test
  void changedRevocationLists_areNeverSignedByTheIssuer() {
    byte[] good =
        TestCrl.of(ROOT)
            .number(5)
            .revoking(OTHER.certificate(), 1)
            .revoking(ROOT.certificate(), 4)
            .make();
    DerNode tree = DerNode.parse(good);
    RevocationList list = RevocationList.parse(good).toOptional().orElseThrow();
    assertThat(list.isSignedBy(ROOT.certificate())).isTrue();

    FuzzRun.Figures figures =
        FuzzRun.of("revocation-list", 2_500, 120_000)
            .run(random -> DerMutations.of(tree, random), der -> isRefusedOr(list, der));

    assertThat(figures.accepted()).isLessThan(figures.inputs());
  }

  /** A list that reads must say the same wherever its issuer's signature holds. */
  private static boolean isRefusedOr(RevocationList good, byte[] der) {
    Verdict<RevocationList> verdict = RevocationList.parse(der);
    if (verdict instanceof Verdict.Rejected<RevocationList> refused) {
      assertThat(refused.reason())
          .isIn(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN, StatusCode.TOO_LARGE);
      return false;
    }
    RevocationList read = verdict.toOptional().orElseThrow();
    read.nextUpdate();
    read.find(OTHER.certificate().getSerialNumber());
    if (read.isSignedBy(ROOT.certificate())) {
      assertThat(read.number()).isEqualTo(good.number());
      assertThat(read.size()).isEqualTo(good.size());
      assertThat(read.issuer()).isEqualTo(good.issuer());
      assertThat(read.nextUpdate()).isEqualTo(good.nextUpdate());
    }
    return true;
  }

  @Test
  void changedBundlesOfAnchors_areReadOrRefused() {
    byte[] pem =
        (TestPki.pem(ROOT.certificate()) + "between\n" + TestPki.pem(OTHER.certificate()))
            .getBytes(StandardCharsets.US_ASCII);

    FuzzRun.Figures figures =
        FuzzRun.of("anchors-pem", 3_000, 80_000)
            .run(random -> bundle(pem, random), TrustMaterialFuzzTest::isRead);

    assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
  }

  private static byte[] bundle(byte[] pem, Random random) {
    if (random.nextBoolean()) {
      return ByteMutations.of(pem, random);
    }
    byte[] der = DerMutations.of(DerNode.parse(encoded()), random);
    return ("-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] encoded() {
    try {
      return ROOT.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRead(byte[] pem) {
    Verdict<TrustAnchors> verdict = TrustAnchors.parse(pem);
    return verdict.fold(
        accepted -> {
          assertThat(accepted.value().certificates()).isNotEmpty();
          assertThat(accepted.value().pem()).isEqualTo(pem);
          return true;
        },
        refused -> {
          assertThat(refused.reason()).isIn(StatusCode.BAD_REQUEST, StatusCode.TOO_LARGE);
          return false;
        });
  }
}
