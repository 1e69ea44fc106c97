package io.freshseal.trust.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustAnchorsTest {

  private static final Identity ONE = TestPki.selfSigned(Wish.root("One"));
  private static final Identity TWO = TestPki.selfSigned(Wish.root("Two"));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void bundle_isReadInItsOrderAndKeptByteForByte() {
    byte[] pem =
        bytes(
            "subject=CN=One\n"
                + TestPki.pem(ONE.certificate())
                + "# another\r\n"
                + TestPki.pem(TWO.certificate())
                + TestPki.pem(ONE.certificate()));

    TrustAnchors anchors = TrustAnchors.parse(pem).toOptional().orElseThrow();

    assertThat(anchors.certificates()).containsExactly(ONE.certificate(), TWO.certificate());
    assertThat(anchors.pem()).isEqualTo(pem);
    assertThat(anchors.digest()).isEqualTo(Sha256.of(pem));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "-----BEGIN CERTIFICATE-----\nMIIB",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
      })
  void whatIsNoBundle_isRefused(String text) {
    assertThat(TrustAnchors.parse(bytes(text)).code()).isEqualTo(StatusCode.BAD_REQUEST);
  }

  @Test
  void privateKeyInTheBundle_isNoticed() {
    String pem =
        TestPki.pem(ONE.certificate())
            + "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";

    assertThat(TrustAnchors.parse(bytes(pem)).code()).isEqualTo(StatusCode.BAD_REQUEST);
  }

  @Test
  void endlessBundle_isTooLarge() {
    byte[] huge = new byte[TrustAnchors.MAX_BYTES + 1];
    Arrays.fill(huge, (byte) '\n');

    assertThat(TrustAnchors.parse(huge).code()).isEqualTo(StatusCode.TOO_LARGE);
  }

  @Test
  void changingTheBytesHandedOut_changesNothing() {
    TrustAnchors anchors = TestPki.anchors(ONE);
    Sha256 before = anchors.digest();

    anchors.pem()[0] ^= 1;

    assertThat(anchors.digest()).isEqualTo(before);
  }

  @Test
  void lineAboveTheBlocks_saysWhichBundleItIs() {
    byte[] pem =
        bytes(
            "# Freshseal trust anchors: source=primary number=7 threshold=2\r\n"
                + TestPki.pem(ONE.certificate())
                + TestPki.pem(TWO.certificate()));

    TrustAnchors anchors = TrustAnchors.parse(pem).toOptional().orElseThrow();

    assertThat(anchors.origin()).contains(new AnchorOrigin("primary", 7, 2));
    assertThat(anchors.number()).isEqualTo(7);
    assertThat(anchors.threshold()).isEqualTo(2);
  }

  @Test
  void fileWithoutTheLine_hasNumberZeroAndThresholdOne() {
    assertThat(TestPki.anchors(ONE).number()).isZero();
    assertThat(TestPki.anchors(ONE).threshold()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Freshseal trust anchors:",
        "# Freshseal trust anchors: source=primary number=0 threshold=1",
        "# Freshseal trust anchors: source=primary number=7 threshold=0",
        "# Freshseal trust anchors: source=primary number=7 threshold=2",
        "# Freshseal trust anchors: source=primary number=7",
        "# Freshseal trust anchors: source=Primary number=7 threshold=1",
        "# Freshseal trust anchors: source=primary number=7 threshold=1 more",
        "# Freshseal trust anchors: source=primary number=7 threshold=1\n"
            + "# Freshseal trust anchors: source=primary number=8 threshold=1",
      })
  void lineThatCannotBeMeantSo_isRefused(String line) {
    byte[] pem = bytes(line + "\n" + TestPki.pem(ONE.certificate()));

    assertThat(TrustAnchors.parse(pem).code()).isEqualTo(StatusCode.BAD_REQUEST);
  }

  @Test
  void bundleAsAFile_readsTheSame() {
    AnchorBundle bundle =
        new AnchorBundle(
            "primary",
            3,
            1,
            TestPki.NOW,
            List.of(ONE.certificate(), TWO.certificate()),
            Optional.empty());

    TrustAnchors written = TrustAnchors.of(bundle);

    assertThat(TrustAnchors.parse(written.pem()).toOptional().orElseThrow()).isEqualTo(written);
    assertThat(written.isSameAs(TrustAnchors.of(bundle))).isTrue();
    assertThat(written.isSameAs(TestPki.anchors(ONE, TWO))).isFalse();
  }
}
