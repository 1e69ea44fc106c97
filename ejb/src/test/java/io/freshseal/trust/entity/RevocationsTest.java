package io.freshseal.trust.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestCrl;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.junit.jupiter.api.Test;

class RevocationsTest {

  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));
  private static final byte[] GOOD = TestCrl.of(ROOT).number(5).make();

  private static StatusCode code(byte[]... lists) {
    return Revocations.parse(List.of(lists)).code();
  }

  private static void isUnfit(byte[] list, String because) {
    Verdict<Revocations> verdict = Revocations.parse(List.of(GOOD, list));
    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);
    assertThat(((Verdict.Rejected<Revocations>) verdict).evidence().detail()).contains(because);
  }

  @Test
  void goodList_saysWhatItHolds() {
    byte[] der = TestCrl.of(ROOT).number(300).revoking(BigInteger.TEN, 4).make();

    RevocationList list = RevocationList.parse(der).toOptional().orElseThrow();

    assertThat(list.number()).isEqualTo(300);
    assertThat(list.size()).isEqualTo(1);
    assertThat(list.find(BigInteger.TEN).orElseThrow().reason()).isEqualTo("superseded");
    assertThat(list.find(BigInteger.ONE)).isEmpty();
    assertThat(list.der()).isEqualTo(der);
    assertThat(list.isSignedBy(ROOT.certificate())).isTrue();
  }

  @Test
  void largestNumber_isRead() {
    BigInteger largest = BigInteger.ONE.shiftLeft(159).subtract(BigInteger.ONE);
    byte[] der = TestCrl.of(ROOT).with(Extension.cRLNumber, false, new CRLNumber(largest)).make();

    assertThat(RevocationList.parse(der).toOptional().orElseThrow().number()).isEqualTo(largest);
  }

  @Test
  void whatIsNoDer_isRefused() {
    String pem =
        "-----BEGIN X509 CRL-----\n"
            + Base64.getMimeEncoder().encodeToString(GOOD)
            + "\n-----END X509 CRL-----\n";
    isUnfit(pem.getBytes(StandardCharsets.US_ASCII), "no DER");
    isUnfit(new byte[0], "no DER");
    isUnfit("<html>".getBytes(StandardCharsets.US_ASCII), "no DER");
    isUnfit(new byte[1000], "no DER");
    isUnfit(Arrays.copyOf(GOOD, GOOD.length - 1), "no DER");
    isUnfit(Arrays.copyOf(GOOD, GOOD.length + 1), "no DER");
    byte[] deep = new byte[100_000];
    for (int i = 0; i < deep.length - 1; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }
    isUnfit(deep, "no DER");
  }

  @Test
  void everyByteChanged_isReadOrRefusedByValue() throws GeneralSecurityException {
    Random random = new Random(20301);
    byte[] signedPart =
        ((X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(GOOD)))
            .getTBSCertList();
    int signedEnd =
        HexFormat.of().formatHex(GOOD).indexOf(HexFormat.of().formatHex(signedPart)) / 2;
    signedEnd += signedPart.length;
    int read = 0;
    for (int at = 0; at < GOOD.length; at++) {
      byte[] changed = GOOD.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Verdict<Revocations> verdict = Revocations.parse(List.of(changed));
      boolean signed =
          verdict
              .toOptional()
              .filter(lists -> lists.lists().get(0).isSignedBy(ROOT.certificate()))
              .isPresent();
      // Behind what is signed one bit may say nothing: how many bits of the last octet count.
      assertThat(signed && at < signedEnd).as("byte %d", at).isFalse();
      read += verdict.toOptional().isPresent() ? 1 : 0;
    }
    assertThat(read).isLessThan(GOOD.length);
  }

  @Test
  void unknownCriticalExtension_isRefused() {
    ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("2.25.42");

    isUnfit(
        TestCrl.of(ROOT).number(1).with(unknown, true, DERNull.INSTANCE).make(), "not understood");
    assertThat(code(TestCrl.of(ROOT).number(1).with(unknown, false, DERNull.INSTANCE).make()))
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void deltaOrPartitionedList_isRefused() {
    CRLNumber base = new CRLNumber(BigInteger.ONE);
    isUnfit(
        TestCrl.of(ROOT).number(2).with(Extension.deltaCRLIndicator, true, base).make(), "delta");
    IssuingDistributionPoint indirect = new IssuingDistributionPoint(null, true, false);
    isUnfit(
        TestCrl.of(ROOT).number(2).with(Extension.issuingDistributionPoint, true, indirect).make(),
        "partitioned");
  }

  @Test
  void entryForAnotherIssuer_isRefusedForItMovesAllThatFollow() {
    for (boolean critical : List.of(true, false)) {
      TestCrl indirect = TestCrl.of(ROOT).number(2).revokingFor("Other", BigInteger.ONE, critical);

      isUnfit(indirect.revoking(BigInteger.TEN, 1).make(), critical ? "understood" : "indirect");
    }
  }

  @Test
  void listWithoutNumber_isRefused() {
    isUnfit(TestCrl.of(ROOT).make(), "no number");
    CRLNumber negative = new CRLNumber(BigInteger.ONE.shiftLeft(170));
    isUnfit(TestCrl.of(ROOT).with(Extension.cRLNumber, false, negative).make(), "no number");
  }

  @Test
  void hugeList_isRefusedBeforeItIsRead() {
    assertThat(RevocationList.parse(new byte[RevocationList.MAX_BYTES + 1]).code())
        .isEqualTo(StatusCode.TOO_LARGE);
    byte[][] many = Collections.nCopies(Revocations.MAX_LISTS + 1, GOOD).toArray(byte[][]::new);
    assertThat(code(many)).isEqualTo(StatusCode.TOO_LARGE);
    byte[] half = new byte[RevocationList.MAX_BYTES];
    assertThat(code(half, half, half)).isEqualTo(StatusCode.TOO_LARGE);
  }

  @Test
  void fullList_isReadWithEveryEntry() {
    TestCrl crl = TestCrl.of(ROOT).number(1);
    for (int serial = 1; serial <= 14_500; serial++) {
      crl.revoking(BigInteger.valueOf(serial), 1);
    }
    byte[] der = crl.make();
    assertThat(der.length).isBetween(RevocationList.MAX_BYTES * 9 / 10, RevocationList.MAX_BYTES);

    RevocationList list = RevocationList.parse(der).toOptional().orElseThrow();

    assertThat(list.size()).isEqualTo(14_500);
    assertThat(list.find(BigInteger.valueOf(14_500))).isPresent();
  }
}
