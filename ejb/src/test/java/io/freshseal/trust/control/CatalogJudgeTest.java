package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.CmsForge;
import io.freshseal.trust.TestCrl;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.ComponentMemory;
import io.freshseal.trust.entity.ContentHints;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.SignatureBasis.PostQuantum;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;

class CatalogJudgeTest {

  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));
  private static final Identity SIGNER = TestPki.issue(ROOT, Wish.signer("Signer"));
  private static final JudgeContext CONTEXT = new JudgeContext(TestPki.anchors(ROOT), NOW);
  private static final Sha256 CONTENT = Sha256.of(new byte[] {1});

  private final CatalogJudge judge = new CatalogJudge();

  private static Catalog catalog(long epoch, long sequence, CatalogEntry... entries) {
    return new Catalog(
        "primary",
        epoch,
        sequence,
        NOW.minusSeconds(60),
        NOW.plus(Duration.ofDays(30)),
        List.of(entries),
        List.of(),
        Optional.empty());
  }

  private static CatalogEntry entry(String version, Sha256 content, long serial) {
    Instant signed = NOW.minusSeconds(60);
    return new CatalogEntry(
        new ComponentId("pattern.scan"),
        ComponentKind.PATTERN,
        Platform.ANY,
        new ComponentVersion(version),
        1,
        content,
        new SignatureEntry(
            Sha256.of(new byte[] {2}), 1000, serial, signed, signed.plus(Duration.ofDays(90))));
  }

  private static CmsForge envelope(Catalog catalog) {
    return CmsForge.over(
            CatalogJson.write(catalog), ContentHints.catalog(catalog.source(), catalog.sequence()))
        .attached()
        .by(SIGNER);
  }

  private JudgedCatalog verified(Catalog catalog) {
    return judge.verify(envelope(catalog).make(), CONTEXT).toOptional().orElseThrow();
  }

  private StatusCode verdict(CmsForge forge) {
    return judge.verify(forge.make(), CONTEXT).code();
  }

  private CatalogMemory memoryOf(Catalog catalog) {
    JudgedCatalog judged = verified(catalog);
    return CatalogMemory.after(Optional.empty(), catalog, judged.payloadDigest(), catalog.issued());
  }

  private StatusCode fresh(Catalog offered, CatalogMemory memory) {
    return judge
        .fresh(verified(offered), Optional.of(memory), NOW)
        .map(Rejected::reason)
        .orElse(StatusCode.OK);
  }

  @Test
  void goodCatalog_isReadFromInsideItsSignature() {
    Catalog catalog = catalog(1, 7, entry("1.0", CONTENT, 1));
    byte[] envelope = envelope(catalog).make();

    JudgedCatalog judged = judge.verify(envelope, CONTEXT).toOptional().orElseThrow();

    assertThat(judged.catalog()).isEqualTo(catalog);
    assertThat(judged.payload()).hasValue(CatalogJson.write(catalog));
    assertThat(judged.digest()).isEqualTo(Sha256.of(envelope));
    assertThat(judge.fresh(judged, Optional.empty(), NOW)).isEmpty();
  }

  @Test
  void detachedCatalog_isMisbound() {
    Catalog catalog = catalog(1, 7);
    CmsForge detached =
        CmsForge.over(CatalogJson.write(catalog), ContentHints.catalog("primary", 7)).by(SIGNER);

    assertThat(verdict(detached)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
  }

  @Test
  void componentSignatureAroundACatalog_isMisbound() {
    byte[] json = CatalogJson.write(catalog(1, 7));
    CmsForge forge = CmsForge.over(json, "component=catalog;version=7").attached().by(SIGNER);

    assertThat(verdict(forge)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
  }

  @Test
  void hintOfAnotherSequenceOrSource_isMisbound() {
    byte[] json = CatalogJson.write(catalog(1, 7));

    assertThat(verdict(CmsForge.over(json, "catalog=primary;sequence=8").attached().by(SIGNER)))
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
    assertThat(verdict(CmsForge.over(json, "catalog=other;sequence=7").attached().by(SIGNER)))
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
  }

  @Test
  void contentExchangedInsideTheEnvelope_isMisbound() {
    byte[] json = CatalogJson.write(catalog(1, 7));
    CmsForge forge =
        CmsForge.over(json, "catalog=primary;sequence=7")
            .attached()
            .statingDigest(Sha256.of(new byte[] {9}))
            .by(SIGNER);

    assertThat(verdict(forge)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
  }

  @Test
  void signedNonsense_isAMalformedCatalog() {
    byte[] nonsense = "{\"format\":\"freshseal-catalog/9\"}".getBytes(StandardCharsets.US_ASCII);

    assertThat(verdict(CmsForge.over(nonsense, "catalog=primary;sequence=7").attached().by(SIGNER)))
        .isEqualTo(StatusCode.CATALOG_MALFORMED);
  }

  @Test
  void catalogOfAStranger_isUntrusted() {
    Identity stranger = TestPki.issue(TestPki.selfSigned(Wish.root("X")), Wish.signer("Y"));
    byte[] json = CatalogJson.write(catalog(1, 7));

    assertThat(verdict(CmsForge.over(json, "catalog=primary;sequence=7").attached().by(stranger)))
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  @Test
  void expiredCatalog_isVerifiedButNotFollowed() {
    Catalog expired =
        new Catalog(
            "primary",
            1,
            7,
            NOW.minus(Duration.ofDays(40)),
            NOW,
            List.of(),
            List.of(),
            Optional.empty());

    JudgedCatalog judged = verified(expired);

    assertThat(judge.fresh(judged, Optional.empty(), NOW).orElseThrow().reason())
        .isEqualTo(StatusCode.CATALOG_EXPIRED);
    assertThat(judge.fresh(judged, Optional.empty(), NOW.minusSeconds(1))).isEmpty();
  }

  @Test
  void catalogIssuedMoreThanADayAhead_isNotBelieved() {
    Instant ahead = NOW.plus(Duration.ofDays(1)).plusSeconds(1);
    Catalog future =
        new Catalog(
            "primary",
            1,
            7,
            ahead,
            ahead.plus(Duration.ofDays(30)),
            List.of(),
            List.of(),
            Optional.empty());

    assertThat(judge.fresh(verified(future), Optional.empty(), NOW).orElseThrow().reason())
        .isEqualTo(StatusCode.CLOCK_UNTRUSTED);
    assertThat(judge.fresh(verified(future), Optional.empty(), NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void olderSequence_isRollback() {
    CatalogMemory memory = memoryOf(catalog(1, 8));

    assertThat(fresh(catalog(1, 7), memory)).isEqualTo(StatusCode.ROLLBACK);
    assertThat(fresh(catalog(1, 8), memory)).isEqualTo(StatusCode.OK);
    assertThat(fresh(catalog(1, 9), memory)).isEqualTo(StatusCode.OK);
  }

  @Test
  void sameSequenceWithOtherContent_isEquivocation() {
    CatalogMemory memory = memoryOf(catalog(1, 8));

    Verdict<JudgedCatalog> other =
        judge.verify(envelope(catalog(1, 8, entry("1.0", CONTENT, 1))).make(), CONTEXT);
    Rejected<JudgedCatalog> refusal =
        judge.fresh(other.toOptional().orElseThrow(), Optional.of(memory), NOW).orElseThrow();

    assertThat(refusal.reason()).isEqualTo(StatusCode.EQUIVOCATION);
    assertThat(refusal.evidence().detail())
        .contains(memory.catalog().hex())
        .contains(other.toOptional().orElseThrow().payloadDigest().hex());
  }

  @Test
  void sameCatalogInAnAlteredEnvelope_isNoEquivocation() {
    Catalog catalog = catalog(1, 8);
    CatalogMemory memory = memoryOf(catalog);
    byte[] padded = envelope(catalog).carrying(ROOT.certificate()).make();

    JudgedCatalog judged = judge.verify(padded, CONTEXT).toOptional().orElseThrow();

    assertThat(judge.fresh(judged, Optional.of(memory), NOW)).isEmpty();
  }

  @Test
  void olderVersionOrSerial_isRollback() {
    CatalogMemory memory = memoryOf(catalog(1, 8, entry("2.0", CONTENT, 5)));

    assertThat(fresh(catalog(1, 9, entry("1.9", CONTENT, 9)), memory))
        .isEqualTo(StatusCode.ROLLBACK);
    assertThat(fresh(catalog(1, 9, entry("2.0", CONTENT, 4)), memory))
        .isEqualTo(StatusCode.ROLLBACK);
    assertThat(fresh(catalog(1, 9, entry("2.0", CONTENT, 5)), memory)).isEqualTo(StatusCode.OK);
    assertThat(fresh(catalog(1, 9, entry("2.1", CONTENT, 1)), memory)).isEqualTo(StatusCode.OK);
  }

  @Test
  void otherContentUnderOneVersion_isEquivocation() {
    CatalogMemory memory = memoryOf(catalog(1, 8, entry("2.0", CONTENT, 5)));

    assertThat(fresh(catalog(1, 9, entry("2.0", Sha256.of(new byte[] {8}), 6)), memory))
        .isEqualTo(StatusCode.EQUIVOCATION);
  }

  @Test
  void higherEpoch_startsAnewAndTheLowerIsRollback() {
    CatalogMemory memory = memoryOf(catalog(2, 8, entry("2.0", CONTENT, 5)));

    assertThat(fresh(catalog(3, 1, entry("1.0", CONTENT, 1)), memory)).isEqualTo(StatusCode.OK);
    assertThat(fresh(catalog(1, 99, entry("3.0", CONTENT, 9)), memory))
        .isEqualTo(StatusCode.ROLLBACK);
  }

  @Test
  void epochFarAhead_isAJumpThatChangesNothing() {
    CatalogMemory memory = memoryOf(catalog(3, 7));

    assertThat(fresh(catalog(1003, 1), memory)).isEqualTo(StatusCode.OK);
    assertThat(fresh(catalog(1004, 1), memory)).isEqualTo(StatusCode.EPOCH_JUMP);
    assertThat(fresh(catalog(Long.MAX_VALUE, 1), memory)).isEqualTo(StatusCode.EPOCH_JUMP);
  }

  @Test
  void memoryFullOfNames_takesNoMoreOfThemUntilTheNextEpoch() {
    Catalog first = catalog(1, 8, entry("2.0", CONTENT, 5));
    CatalogMemory full = withNames(memoryOf(first), CatalogMemory.MAX_COMPONENTS);
    CatalogMemory roomForOne = withNames(memoryOf(catalog(1, 8)), CatalogMemory.MAX_COMPONENTS - 1);
    CatalogMemory roomForNone = withNames(memoryOf(catalog(1, 8)), CatalogMemory.MAX_COMPONENTS);
    CatalogEntry next = entry("2.1", CONTENT, 1);

    assertThat(fresh(catalog(1, 9, next), full)).isEqualTo(StatusCode.OK);
    assertThat(fresh(catalog(1, 9, next), roomForOne)).isEqualTo(StatusCode.OK);
    assertThat(fresh(catalog(1, 9, next), roomForNone)).isEqualTo(StatusCode.TOO_LARGE);
    assertThat(fresh(catalog(2, 1, next), roomForNone)).isEqualTo(StatusCode.OK);
  }

  private static CatalogMemory withNames(CatalogMemory memory, int size) {
    Map<ComponentId, ComponentMemory> all = new HashMap<>(memory.components());
    for (int i = 0; all.size() < size; i++) {
      all.put(
          new ComponentId("name." + i),
          new ComponentMemory(new ComponentVersion("1.0"), CONTENT, 1, NOW));
    }
    return new CatalogMemory(
        memory.source(),
        memory.epoch(),
        memory.sequence(),
        memory.catalog(),
        memory.trustedTime(),
        all);
  }

  /** A catalog of this classical signer and a good post-quantum one, where either suffices. */
  private static CmsForge twice(Identity signer, Identity second) {
    Catalog catalog = catalog(1, 7, entry("1.0", CONTENT, 1));
    String hints = ContentHints.catalog(catalog.source(), catalog.sequence());
    byte[] payload = CatalogJson.write(catalog);
    byte[] file = CmsForge.over(payload, hints).by(second).with("ML-DSA-65").make();
    return CmsForge.over(payload, hints)
        .attached()
        .by(signer)
        .carrying(
            new ASN1ObjectIdentifier("2.25.310635538175282152846117522635830853200"),
            signature -> file);
  }

  private static final Identity PQ_ROOT = TestPki.selfSigned(Wish.root("PQ root").postQuantum());
  private static final Identity PQ_SIGNER =
      TestPki.issue(PQ_ROOT, Wish.signer("PQ signer").postQuantum());
  private static final JudgeContext EITHER =
      new JudgeContext(
          TrustBasis.of(TestPki.anchors(ROOT, PQ_ROOT)).heeding(PostQuantumRule.EITHER),
          Revocations.none(),
          NOW);

  @Test
  void signerRevokedByAListYetToCome_isNotOutvotedByThePostQuantumSignature() {
    Identity old =
        TestPki.issue(ROOT, Wish.signer("Old").valid(NOW.minusSeconds(9000), NOW.minusSeconds(60)));
    byte[] file = twice(old, PQ_SIGNER).make();

    JudgedCatalog judged = judge.verify(file, EITHER.beforeLists()).toOptional().orElseThrow();

    assertThat(judged.facts().basis().postQuantum()).isEqualTo(PostQuantum.ALONE);
    Revocations lists =
        TestCrl.at(
            TestCrl.of(ROOT).number(1).revoking(old.certificate(), CRLReason.keyCompromise).make());
    assertThat(judge.lists(judged, TestPki.anchors(PQ_ROOT), lists))
        .containsKey(ROOT.certificate());
    Rejected<JudgedCatalog> refused = judge.unrevoked(judged, EITHER.with(lists)).orElseThrow();
    assertThat(refused.reason()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED);
    assertThat(refused.evidence().offender().orElseThrow().subject()).isEqualTo("CN=Old");
    assertThat(judge.unrevoked(judged, EITHER.with(TestCrl.clean(ROOT)))).isEmpty();
    assertThat(judge.unrevoked(judged, EITHER)).as("his authority may have ended").isEmpty();
  }

  @Test
  void strangerBesideAGoodPostQuantumSigner_isRevokedByNobody() {
    Identity stranger =
        TestPki.issue(TestPki.selfSigned(Wish.root("Elsewhere")), Wish.signer("Stranger"));

    JudgedCatalog judged =
        judge
            .verify(twice(stranger, PQ_SIGNER).make(), EITHER.beforeLists())
            .toOptional()
            .orElseThrow();

    assertThat(judged.chain()).isEmpty();
    assertThat(judge.unrevoked(judged, EITHER)).isEmpty();
  }
}
