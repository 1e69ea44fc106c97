package io.freshseal.trust.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.control.cms.TimestampExchange;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source signs with two keys and a timestamp is good for its readers and for openssl. */
class CosignedFileTest {

  private static final byte[] CONTENT = "pattern\r\none\n".getBytes(StandardCharsets.US_ASCII);
  private static final Duration VALIDITY = Duration.ofDays(90);
  private static final ExpectedSignature WHAT =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("1"), Sha256.of(CONTENT));

  @TempDir Path dir;
  private final Instant now = Clock.systemUTC().instant();
  private SigningAuthority authority;
  private TimestampAuthority timestamps;
  private Cosigners cosigners;
  private TrustAnchors anchors;

  @BeforeEach
  void open() throws Exception {
    authority = SigningAuthority.own(dir.resolve("keys"), now);
    timestamps = TimestampAuthority.under(authority, now).orElseThrow();
    cosigners =
        new Cosigners(Optional.of(PostQuantumAuthority.own(dir.resolve("keys"), now)), timestamps);
    anchors = cosigners.anchors(authority.anchors());
    Files.write(dir.resolve("anchors.pem"), anchors.pem());
    Files.write(dir.resolve("F"), CONTENT);
  }

  private IssuedSigner signer(SigningPurpose purpose) {
    return cosigners.beside(authority.issue(purpose, VALIDITY, now), purpose, VALIDITY, now);
  }

  private byte[] file(Timestamping stamping) {
    return authority
        .signComponent(signer(SigningPurpose.COMPONENT), WHAT, context(now, strict()), stamping)
        .toOptional()
        .orElseThrow()
        .bytes();
  }

  private JudgeContext context(Instant at, TrustPolicy policy) {
    return new JudgeContext(new TrustBasis(anchors, policy), Revocations.none(), at);
  }

  private static TrustPolicy strict() {
    return new TrustPolicy(
        RevocationRule.MISSING_TOLERATED, TimestampRule.STRICT, PostQuantumRule.BOTH);
  }

  private static TrustPolicy timestamped() {
    return new TrustPolicy(
        RevocationRule.MISSING_TOLERATED, TimestampRule.TIMESTAMPED, PostQuantumRule.CLASSICAL);
  }

  private Verdict<SignatureFacts> judge(byte[] file, Instant at, TrustPolicy policy) {
    return new SignatureJudge().judge(file, WHAT, context(at, policy));
  }

  @Test
  void fileWithBothAndATimestamp_isAcceptedByItsReaders() {
    SignatureFacts facts = judge(file(timestamps), now, strict()).toOptional().orElseThrow();

    assertThat(facts.basis().postQuantum()).isEqualTo(PostQuantum.HELD);
    assertThat(facts.basis().timestamp()).isPresent();
    assertThat(facts.basis().postQuantumSigner().orElseThrow().subject())
        .isEqualTo("CN=Freshseal component signer (ML-DSA-65)");
  }

  @Test
  void fileAfterItsExpiry_isAcceptedByItsTimestampWhereThePolicySaysSo() {
    byte[] file = file(timestamps);
    Instant later = now.plus(VALIDITY).plus(VALIDITY);

    assertThat(judge(file, later, timestamped()).code()).isEqualTo(StatusCode.OK);
    assertThat(judge(file, later, strict()).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
  }

  @Test
  void fileWithBothAndATimestamp_isAcceptedByOpensslWithTheSameAnchors() throws Exception {
    Files.write(dir.resolve("F.p7s"), file(timestamps));

    Openssl.Result result = verify("-content", "F", "-in", "F.p7s", "-binary");
    Openssl.Result cades = verify("-content", "F", "-in", "F.p7s", "-binary", "-cades");

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(cades.status()).as(cades.output()).isZero();
  }

  @Test
  void catalogWithBoth_isAcceptedByItsReadersAndByOpenssl() throws Exception {
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
    byte[] signed =
        authority
            .signCatalog(signer(SigningPurpose.CATALOG), catalog, context(now, strict()))
            .toOptional()
            .orElseThrow()
            .bytes();
    Files.write(dir.resolve("catalog"), signed);

    assertThat(
            new CatalogJudge()
                .verify(signed, context(now, strict()))
                .toOptional()
                .orElseThrow()
                .facts()
                .basis()
                .postQuantum())
        .isEqualTo(PostQuantum.HELD);
    assertThat(verify("-in", "catalog").status()).isZero();
  }

  private Openssl.Result verify(String... more) throws Exception {
    String[] fixed = {
      "cms", "-verify", "-inform", "DER", "-CAfile", "anchors.pem", "-purpose", "any", "-out", "v"
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return Openssl.run(dir, all);
  }

  @Test
  void answerOfTheBuiltInAuthority_isAcceptedByOpensslTs() throws Exception {
    Openssl.run(dir, "ts", "-query", "-data", "F", "-sha256", "-cert", "-out", "q.tsq");
    byte[] answer = timestamps.answer(Files.readAllBytes(dir.resolve("q.tsq")), now);
    Files.write(dir.resolve("r.tsr"), answer);

    Openssl.Result good =
        Openssl.run(
            dir, "ts", "-verify", "-in", "r.tsr", "-queryfile", "q.tsq", "-CAfile", "anchors.pem");
    Files.write(dir.resolve("F"), "other".getBytes(StandardCharsets.US_ASCII));
    Openssl.Result bad =
        Openssl.run(dir, "ts", "-verify", "-in", "r.tsr", "-data", "F", "-CAfile", "anchors.pem");

    assertThat(good.output()).contains("Verification: OK");
    assertThat(bad.status()).isNotZero();
  }

  @Test
  void whatIsNoRequest_isAnsweredByARefusal() {
    byte[] garbage = "no request".getBytes(StandardCharsets.US_ASCII);
    byte[] real = TimestampExchange.request(Sha256.of(CONTENT).bytes());

    assertThat(TimestampExchange.token(real, timestamps.answer(garbage, now))).isEmpty();
    assertThat(TimestampExchange.token(real, timestamps.answer(new byte[0], now))).isEmpty();
    assertThat(TimestampExchange.token(real, timestamps.answer(real, now))).isPresent();
  }

  @Test
  void answerToAnotherRequest_isNotTaken() {
    byte[] one = TimestampExchange.request(Sha256.of(CONTENT).bytes());
    byte[] other = TimestampExchange.request(Sha256.of(CONTENT).bytes());

    assertThat(TimestampExchange.token(one, timestamps.answer(other, now))).isEmpty();
    assertThat(TimestampExchange.token(one, new byte[] {'<', 'h'})).isEmpty();
  }

  @Test
  void authorityThatGivesNoGoodToken_leavesTheFileWithoutOne() {
    byte[] ofAnother = timestamps.stamp(CONTENT, now).orElseThrow();

    for (Timestamping bad :
        List.<Timestamping>of(Timestamping.NONE, (s, at) -> Optional.of(ofAnother))) {
      SignatureFacts facts = judge(file(bad), now, strict()).toOptional().orElseThrow();

      assertThat(facts.basis().timestamp()).isEmpty();
    }
  }

  @Test
  void postQuantumAuthority_isTheSameAfterARestartAndKeptFromOthers() throws Exception {
    Cosigners again =
        new Cosigners(
            Optional.of(PostQuantumAuthority.own(dir.resolve("keys"), now.plusSeconds(60))),
            Timestamping.NONE);

    assertThat(again.anchors(authority.anchors())).isEqualTo(anchors);
    assertThat(anchors.certificates()).hasSize(2);
    for (String name : List.of("post-quantum.p12", "post-quantum.password")) {
      assertThat(Files.getPosixFilePermissions(dir.resolve("keys").resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }
}
