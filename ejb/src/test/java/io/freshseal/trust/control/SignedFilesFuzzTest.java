package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.fuzz.DerMutations;
import io.freshseal.fuzz.FuzzRun;
import io.freshseal.fuzz.JsonMutations;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.AnchorForge;
import io.freshseal.trust.CmsForge;
import io.freshseal.trust.DerNode;
import io.freshseal.trust.TestCrl;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.AnchorPoint;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is done to something signed: a declared refusal, or the very meaning it had. */
class SignedFilesFuzzTest {

  private static final byte[] CONTENT = "patterns".getBytes(StandardCharsets.US_ASCII);
  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));
  private static final Identity MIDDLE = TestPki.issue(ROOT, Wish.root("Middle"));
  private static final Identity SIGNER = TestPki.issue(MIDDLE, Wish.signer("Below"));
  private static final ExpectedSignature EXPECTED =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("1"), Sha256.of(CONTENT));
  private static final JudgeContext CONTEXT =
      new JudgeContext(TrustBasis.of(TestPki.anchors(ROOT)), TestCrl.clean(ROOT, MIDDLE), NOW);
  private static final Set<StatusCode> DECLARED =
      EnumSet.of(
          StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE,
          StatusCode.DIGITAL_SIGNATURE_FAILURE,
          StatusCode.DIGITAL_SIGNATURE_CERT_NOT_YET_VALID,
          StatusCode.DIGITAL_SIGNATURE_UNTRUSTED,
          StatusCode.DIGITAL_SIGNATURE_REVOKED,
          StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN,
          StatusCode.DIGITAL_SIGNATURE_MALFORMED,
          StatusCode.DIGITAL_SIGNATURE_MISBOUND,
          StatusCode.DIGITAL_SIGNATURE_ALGORITHM,
          StatusCode.DIGITAL_SIGNATURE_SIGNER_COUNT,
          StatusCode.DIGITAL_SIGNATURE_PURPOSE,
          StatusCode.DIGITAL_SIGNATURE_TIMESTAMP,
          StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM,
          StatusCode.CATALOG_MALFORMED,
          StatusCode.TOO_LARGE);

  private static byte[] signature() {
    return CmsForge.over(CONTENT, "component=pattern.scan;version=1").by(SIGNER).make();
  }

  private static byte[] payload() {
    return CatalogJson.write(
        new Catalog(
            "primary",
            1,
            7,
            NOW,
            NOW.plus(Duration.ofDays(30)),
            List.of(),
            List.of(),
            Optional.empty()));
  }

  private static CmsForge catalog(byte[] payload) {
    return CmsForge.over(payload, "catalog=primary;sequence=7").attached().by(SIGNER);
  }

  @Test
  void changedSignatureFiles_neverSaySomethingElse() {
    byte[] good = signature();
    DerNode tree = DerNode.parse(good);
    SignatureFacts facts = judge(good).toOptional().orElseThrow();

    FuzzRun.Figures figures =
        FuzzRun.of("signature-file", 2_500, 100_000)
            .run(random -> DerMutations.of(tree, random), file -> means(judge(file), facts));

    assertThat(figures.accepted()).isLessThan(figures.inputs() / 2);
  }

  private static Verdict<SignatureFacts> judge(byte[] file) {
    return new SignatureJudge().judge(file, EXPECTED, CONTEXT);
  }

  /** Accepted with this meaning, or refused with a declared code. */
  private static <T> boolean means(Verdict<T> verdict, T meaning) {
    return verdict.fold(
        accepted -> {
          assertThat(accepted.value()).isEqualTo(meaning);
          return true;
        },
        refused -> {
          assertThat(refused.reason()).isIn(DECLARED);
          assertThat(refused.evidence().detail()).isNotBlank().hasSizeLessThan(4000);
          return false;
        });
  }

  @Test
  void changedCatalogs_neverSaySomethingElse() {
    DerNode tree = DerNode.parse(catalog(payload()).make());
    Sha256 digest = Sha256.of(payload());

    FuzzRun.Figures figures =
        FuzzRun.of("signed-catalog", 1_500, 60_000)
            .run(random -> DerMutations.of(tree, random), file -> means(digest(file), digest));

    assertThat(figures.accepted()).isLessThan(figures.inputs() / 2);
  }

  private static Verdict<Sha256> digest(byte[] file) {
    return new CatalogJudge().verify(file, CONTEXT).map(JudgedCatalog::payloadDigest);
  }

  @Test
  void anythingUnderARightSignature_isACatalogOrIsRefused() {
    byte[] payload = payload();

    FuzzRun.Figures figures =
        FuzzRun.of("catalog-signed-anew", 400, 10_000)
            .run(
                random -> JsonMutations.of(payload, random),
                json -> means(digest(catalog(json).make()), Sha256.of(json)));

    assertThat(figures.accepted()).isLessThan(figures.inputs());
  }

  @Test
  void changedLinksOfAnchors_neverLeadElsewhere() {
    IssuedSigner a = AnchorForge.authority("A");
    IssuedSigner b = AnchorForge.authority("B");
    AnchorForge first = AnchorForge.link(AnchorForge.bundle(1, 2, Optional.empty(), a, b)).by(a, b);
    AnchorForge second = AnchorForge.link(AnchorForge.bundle(2, 1, first.name(), b)).by(a, b);
    AnchorPoint point =
        AnchorPoint.of(AnchorLinkJson.parse(first.make()).toOptional().orElseThrow());
    byte[] file = second.make();

    FuzzRun.Figures figures =
        FuzzRun.of("anchor-link", 800, 30_000)
            .run(
                random -> JsonMutations.of(file, random),
                link -> isRefusedOr(second.signed(), new AnchorJudge().judge(link, point)));

    assertThat(figures.accepted()).isLessThan(figures.inputs());
  }

  private static boolean isRefusedOr(byte[] signed, Verdict<AnchorLink> verdict) {
    return verdict.fold(
        accepted -> {
          assertThat(accepted.value().signed()).isEqualTo(signed);
          return true;
        },
        refused -> {
          assertThat(refused.reason())
              .isIn(
                  StatusCode.TOO_LARGE,
                  StatusCode.ANCHORS_MALFORMED,
                  StatusCode.ROLLBACK,
                  StatusCode.EQUIVOCATION,
                  StatusCode.ANCHORS_CHAIN,
                  StatusCode.ANCHORS_UNTRUSTED);
          return false;
        });
  }
}
