package io.freshseal.trust.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anyone with openssl can check what is published; judged at the real time, as openssl does. */
class OpensslAgreementTest {

  private static final byte[] CONTENT =
      "pattern one\r\npattern two\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path dir;
  private final Instant now = Clock.systemUTC().instant();
  private final ExpectedSignature component =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("19.421.00"), Sha256.of(CONTENT));
  private SigningAuthority authority;

  @BeforeEach
  void publish() throws Exception {
    authority = SigningAuthority.own(dir.resolve("keys"), now);
    Files.write(dir.resolve("anchors.pem"), authority.anchors().pem());
    Files.write(dir.resolve("F"), CONTENT);
    Files.write(dir.resolve("F.p7s"), signature());
    Files.write(dir.resolve("catalog"), catalog());
  }

  private byte[] signature() {
    IssuedSigner signer = authority.issue(SigningPurpose.COMPONENT, Duration.ofDays(90), now);
    return authority.signComponent(signer, component, now).toOptional().orElseThrow().bytes();
  }

  private byte[] catalog() {
    Catalog catalog =
        new Catalog(
            "primary",
            1,
            1,
            now,
            now.plus(Duration.ofDays(30)),
            List.of(),
            List.of(),
            Optional.empty());
    IssuedSigner signer = authority.issue(SigningPurpose.CATALOG, Duration.ofDays(31), now);
    return authority.signCatalog(signer, catalog, now).toOptional().orElseThrow().bytes();
  }

  private Openssl.Result verifySignature() throws Exception {
    return Openssl.run(
        dir,
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "F.p7s",
        "-content",
        "F",
        "-CAfile",
        "anchors.pem",
        "-purpose",
        "any",
        "-out",
        "verified");
  }

  private Openssl.Result verifyCatalog() throws Exception {
    return Openssl.run(
        dir,
        "cms",
        "-verify",
        "-inform",
        "DER",
        "-in",
        "catalog",
        "-CAfile",
        "anchors.pem",
        "-purpose",
        "any",
        "-out",
        "verified.json");
  }

  @Test
  void publishedSignatureFile_isAcceptedByOpenssl() throws Exception {
    Openssl.Result result = verifySignature();

    assertThat(result.output()).contains("successful");
    assertThat(result.status()).isZero();
  }

  @Test
  void publishedSignatureFile_satisfiesCadesToo() throws Exception {
    Openssl.Result result =
        Openssl.run(
            dir,
            "cms",
            "-verify",
            "-cades",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "F.p7s",
            "-content",
            "F",
            "-CAfile",
            "anchors.pem",
            "-purpose",
            "any",
            "-out",
            "verified");

    assertThat(result.output()).contains("CAdES Verification successful");
  }

  @Test
  void publishedCatalog_isAcceptedByOpensslWhichHandsOutTheJson() throws Exception {
    Openssl.Result result = verifyCatalog();

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(Files.readString(dir.resolve("verified.json")))
        .contains("\"format\":\"freshseal-catalog/1\"");
  }

  @Test
  void flippedContent_isRefusedByOpenssl() throws Exception {
    byte[] other = CONTENT.clone();
    other[3] ^= 1;
    Files.write(dir.resolve("F"), other);

    assertThat(verifySignature().status()).isNotZero();
  }

  @Test
  void flippedSignatureFile_isRefusedByBothWhereverTheByteIs() throws Exception {
    byte[] good = Files.readAllBytes(dir.resolve("F.p7s"));
    for (int at = 30; at < good.length; at += good.length / 12) {
      byte[] bad = good.clone();
      bad[at] ^= 0x01;
      Files.write(dir.resolve("F.p7s"), bad);

      assertThat(judge(bad)).as("byte %d", at).isNotEqualTo(StatusCode.OK);
      assertThat(verifySignature().status()).as("byte %d", at).isNotZero();
    }
  }

  @Test
  void everyFlippedByteOfTheSignatureFile_isRefused() throws Exception {
    byte[] good = Files.readAllBytes(dir.resolve("F.p7s"));
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x20;

      assertThat(judge(bad)).as("byte %d", at).isNotEqualTo(StatusCode.OK);
    }
  }

  @Test
  void flippedCatalog_isRefusedByOpenssl() throws Exception {
    byte[] bad = Files.readAllBytes(dir.resolve("catalog"));
    bad[120] ^= 1;
    Files.write(dir.resolve("catalog"), bad);

    assertThat(verifyCatalog().status()).isNotZero();
  }

  private StatusCode judge(byte[] file) {
    return new SignatureJudge()
        .judge(file, component, new JudgeContext(authority.anchors(), now))
        .code();
  }
}
