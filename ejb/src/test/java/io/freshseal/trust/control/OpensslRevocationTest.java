package io.freshseal.trust.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.RevocationReason;
import io.freshseal.trust.entity.RevokedCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source says about revocation, read by the other verifier. */
class OpensslRevocationTest {

  private static final byte[] CONTENT = "patterns".getBytes(StandardCharsets.US_ASCII);
  private static final ExpectedSignature COMPONENT =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("1.0"), Sha256.of(CONTENT));

  @TempDir Path dir;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private SigningAuthority authority;
  private IssuedSigner signer;

  @BeforeEach
  void sign() throws IOException {
    authority = SigningAuthority.own(dir.resolve("keys"), now);
    signer = authority.issue(SigningPurpose.COMPONENT, Duration.ofDays(90), now);
    Files.write(dir.resolve("content"), CONTENT);
    Files.write(dir.resolve("anchors.pem"), authority.anchors().pem());
    byte[] file =
        authority.signComponent(signer, COMPONENT, now).toOptional().orElseThrow().bytes();
    Files.write(dir.resolve("content.p7s"), file);
  }

  private void publishList(RevokedCertificate... revoked) throws IOException {
    Instant next = now.plus(Duration.ofDays(31));
    byte[] list = authority.revocationList(List.of(revoked), BigInteger.valueOf(77), now, next);
    Files.write(dir.resolve("list.crl"), list);
    String pem =
        "-----BEGIN X509 CRL-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(list)
            + "\n-----END X509 CRL-----\n";
    Files.writeString(
        dir.resolve("anchors-and-list.pem"), Files.readString(dir.resolve("anchors.pem")) + pem);
  }

  private RevokedCertificate stolen() {
    return new RevokedCertificate(
        authority.issuer(),
        signer.certificate().getSerialNumber(),
        now,
        RevocationReason.KEY_COMPROMISE);
  }

  private Openssl.Result verify(String anchors) throws IOException, InterruptedException {
    return Openssl.run(
        dir,
        ("cms -verify -binary -inform DER -in content.p7s -content content -purpose any"
                + " -crl_check_all -out verified -CAfile "
                + anchors)
            .split(" "));
  }

  @Test
  void list_isReadAndItsSignatureVerified() throws Exception {
    publishList(stolen());

    Openssl.Result result =
        Openssl.run(
            dir,
            "crl -inform DER -in list.crl -CAfile anchors.pem -noout -text -crlnumber".split(" "));

    assertThat(result.output())
        .contains("verify OK", "X509v3 CRL Number", "77", "Key Compromise")
        .contains("X509v3 Authority Key Identifier")
        .containsIgnoringCase(signer.certificate().getSerialNumber().toString(16));
  }

  @Test
  void signatureFile_isAcceptedWithACurrentList() throws Exception {
    publishList();

    Openssl.Result result = verify("anchors-and-list.pem");

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(dir.resolve("verified")).hasBinaryContent(CONTENT);
  }

  @Test
  void signatureFileOfARevokedCertificate_isRefused() throws Exception {
    publishList(stolen());

    Openssl.Result result = verify("anchors-and-list.pem");

    assertThat(result.status()).isNotZero();
    assertThat(result.output()).contains("certificate revoked");
  }

  @Test
  void signatureFileWithoutAList_isRefusedWhereListsAreAskedFor() throws Exception {
    Openssl.Result result = verify("anchors.pem");

    assertThat(result.status()).isNotZero();
    assertThat(result.output()).contains("unable to get certificate CRL");
  }
}
