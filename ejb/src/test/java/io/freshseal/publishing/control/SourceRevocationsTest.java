package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishOutcome.Nothing;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.PublishOutcome.Refused;
import io.freshseal.publishing.entity.RevocationOrder;
import io.freshseal.publishing.entity.SignerInUse;
import io.freshseal.settings.entity.Keystore;
import io.freshseal.settings.entity.Secret;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestCrl;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.control.RevocationLedger;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.RevocationMemory;
import io.freshseal.trust.entity.RevocationReason;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.RevokedCertificate;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRevocationsTest {

  private static final char[] PASSWORD = "operator".toCharArray();

  @TempDir Path dir;
  private TestSource source;

  @BeforeEach
  void open() throws IOException {
    source = new TestSource(dir.resolve("source"));
  }

  @AfterEach
  void close() throws IOException {
    source.close();
  }

  private Revocations lists(Catalog catalog) throws IOException {
    byte[][] ders = new byte[catalog.crls().size()][];
    for (int i = 0; i < ders.length; i++) {
      ders[i] = bytes(catalog.crls().get(i).sha256());
      assertThat(ders[i]).hasSize((int) catalog.crls().get(i).size());
    }
    return TestCrl.at(ders);
  }

  private RevocationList onlyList() throws IOException {
    Revocations lists = lists(source.catalog());
    assertThat(lists.lists()).hasSize(1);
    return lists.lists().get(0);
  }

  private byte[] bytes(Sha256 digest) throws IOException {
    return Files.readAllBytes(source.source().find(digest).orElseThrow());
  }

  private StatusCode judge(CatalogEntry entry) throws IOException {
    TrustBasis basis = TrustBasis.of(source.source().anchors());
    return new SignatureJudge()
        .judge(
            bytes(entry.signature().sha256()),
            new ExpectedSignature(entry.id(), entry.version(), entry.sha256()),
            new JudgeContext(basis, lists(source.catalog()), source.now()))
        .code();
  }

  private List<SignerInUse> inUse() {
    return source.source().revocations().inUse(source.now());
  }

  private BigInteger serialOf(String id) {
    return inUse().stream()
        .filter(signer -> signer.components().contains(new ComponentId(id)))
        .map(signer -> new BigInteger(signer.certificate().serialNumber(), 16))
        .findFirst()
        .orElseThrow();
  }

  private PublishOutcome revoke(BigInteger serialNumber) {
    return source
        .source()
        .revocations()
        .revoke(new RevocationOrder(serialNumber, RevocationReason.KEY_COMPROMISE), source.now());
  }

  @Test
  void everyCatalog_namesAListThatOutlastsIt() throws IOException {
    source.offer("pattern.a", "1", "one");
    RevocationList first = onlyList();

    assertThat(first.size()).isZero();
    assertThat(first.number()).isEqualTo(source.now().toEpochMilli());
    assertThat(first.nextUpdate().orElseThrow())
        .isEqualTo(source.catalog().expires().plus(Duration.ofDays(1)));
    source.offer("pattern.a", "2", "two");
    assertThat(onlyList().number()).isEqualTo(first.number().add(BigInteger.ONE));
    assertThat(judge(source.catalog().components().get(0))).isEqualTo(StatusCode.OK);
  }

  @Test
  void signersInUse_areTheCatalogsAndEachOfSignatureFiles() throws IOException {
    assertThat(inUse()).isEmpty();
    source.offer("pattern.a", "1", "one");
    source.offer("pattern.b", "1", "other");

    assertThat(inUse()).hasSize(3);
    assertThat(inUse().get(0).catalog()).isTrue();
    assertThat(serialOf("pattern.a")).isNotEqualTo(serialOf("pattern.b"));
    source.source().renew(Optional.empty(), source.now());
    assertThat(inUse()).hasSize(2);
    assertThat(inUse().get(1).components()).hasSize(2);
  }

  @Test
  void revokedCertificate_isListedAndWhatItSignedIsSignedAnewInOneStep() throws IOException {
    source.offer("pattern.a", "1", "one");
    source.offer("pattern.b", "1", "other");
    Catalog before = source.catalog();
    BigInteger stolen = serialOf("pattern.a");

    PublishOutcome outcome = revoke(stolen);

    assertThat(outcome).isEqualTo(new Published(before.sequence() + 1, 2, 0, 1));
    assertThat(onlyList().find(stolen).orElseThrow().reason()).isEqualTo("keyCompromise");
    assertThat(judge(before.components().get(0))).isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED);
    assertThat(judge(source.catalog().components().get(0))).isEqualTo(StatusCode.OK);
    assertThat(source.catalog().components().get(0).signature().serial()).isEqualTo(2);
    assertThat(source.catalog().components().get(1)).isEqualTo(before.components().get(1));
    assertThat(serialOf("pattern.a")).isNotEqualTo(stolen);
  }

  @Test
  void revocation_outlivesRestartsAndLaterCatalogs() throws IOException {
    source.offer("pattern.a", "1", "one");
    BigInteger stolen = serialOf("pattern.a");
    revoke(stolen);
    source.restart();
    source.offer("pattern.b", "1", "other");

    assertThat(onlyList().find(stolen)).isPresent();
    assertThat(source.source().revocations().revoked())
        .extracting(revoked -> revoked.serialNumber())
        .containsExactly(stolen);
    assertThat(dir.resolve("source/keys/revocations.json")).exists();
  }

  @Test
  void revocationThatWasKeptButNotPublished_isMadeGoodByItself() throws IOException {
    source.offer("pattern.a", "1", "one");
    BigInteger stolen = serialOf("pattern.a");
    Sha256 issuer = RevocationMemory.issuer(source.source().anchors().certificates().get(0));
    source.close();
    // As a kill right after the ledger was written leaves it.
    RevocationLedger.open(dir.resolve("source/keys"))
        .add(new RevokedCertificate(issuer, stolen, source.now(), RevocationReason.KEY_COMPROMISE));
    source = new TestSource(dir.resolve("source"));
    assertThat(onlyList().find(stolen)).isEmpty();

    assertThat(source.source().due(source.now())).isInstanceOf(Published.class);

    assertThat(onlyList().find(stolen)).isPresent();
    assertThat(serialOf("pattern.a")).isNotEqualTo(stolen);
    assertThat(source.source().due(source.now())).isInstanceOf(Nothing.class);
  }

  @Test
  void stagedVersionSignedWithARevokedCertificate_isSignedAnewWhenPublished() throws IOException {
    source.offer("pattern.a", "1", "one");
    source.stage("pattern.b", "1", "other");
    CatalogEntry staged = source.source().staged().get(0).entry();
    BigInteger stolen = signerOf(staged);
    revoke(stolen);

    source.publish();

    assertThat(judge(staged)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED);
    assertThat(judge(source.catalog().components().get(1))).isEqualTo(StatusCode.OK);
  }

  private BigInteger signerOf(CatalogEntry entry) throws IOException {
    return new SignatureJudge()
        .judge(
            bytes(entry.signature().sha256()),
            new ExpectedSignature(entry.id(), entry.version(), entry.sha256()),
            new JudgeContext(source.source().anchors(), source.now()))
        .toOptional()
        .map(facts -> new BigInteger(facts.signer().serialNumber(), 16))
        .orElseThrow();
  }

  @Test
  void certificateThatSignsNothing_isListedAllTheSame() throws IOException {
    source.offer("pattern.a", "1", "one");
    Catalog before = source.catalog();

    assertThat(revoke(BigInteger.TEN)).isEqualTo(new Published(before.sequence() + 1, 1, 0, 0));

    assertThat(onlyList().find(BigInteger.TEN)).isPresent();
    assertThat(source.catalog().components()).isEqualTo(before.components());
  }

  @Test
  void revokingTwice_isRefusedAndChangesNothing() throws IOException {
    source.offer("pattern.a", "1", "one");
    revoke(BigInteger.TEN);
    Catalog before = source.catalog();

    assertThat(((Refused) revoke(BigInteger.TEN)).code()).isEqualTo(StatusCode.CONFLICT);

    assertThat(source.catalog()).isEqualTo(before);
    assertThat(source.source().revocations().revoked()).hasSize(1);
  }

  @Test
  void authorityThatNoLongerSigns_keepsSayingWhatItRevokedUntilItIsRetired() throws IOException {
    source.offer("pattern.a", "1", "one");
    BigInteger stolen = serialOf("pattern.a");
    Sha256 old = source.source().authorities().list().authorities().get(0).fingerprint();
    revoke(stolen);
    source.source().authorities().introduce(source.now());
    Sha256 standby = source.source().authorities().list().authorities().get(1).fingerprint();

    source.source().authorities().activate(standby, source.now());

    Revocations both = lists(source.catalog());
    assertThat(both.lists()).hasSize(2);
    assertThat(both.lists()).filteredOn(list -> list.find(stolen).isPresent()).hasSize(1);
    source.offer("pattern.a", "2", "two");
    assertThat(lists(source.catalog()).lists())
        .filteredOn(list -> list.find(stolen).isPresent())
        .hasSize(1);
    assertThat(source.source().due(source.now())).isInstanceOf(Nothing.class);
    source.source().authorities().retire(old, source.now());
    assertThat(onlyList().find(stolen)).isEmpty();
  }

  @Test
  void certificateOfAFormerAuthority_canStillBeRevokedAsLongAsItsKeyIsAtHand() throws IOException {
    source.offer("pattern.a", "1", "one");
    BigInteger stolen = serialOf("pattern.a");
    Sha256 old = source.source().authorities().list().authorities().get(0).fingerprint();
    Sha256 standby = source.source().authorities().list().authorities().get(1).fingerprint();
    source.source().authorities().activate(standby, source.now());
    assertThat(source.catalog().crls()).hasSize(2);

    assertThat(revokeUnder(old, stolen)).isInstanceOf(Published.class);

    assertThat(lists(source.catalog()).lists())
        .filteredOn(list -> list.find(stolen).isPresent())
        .hasSize(1);
    assertThat(source.source().due(source.now())).isInstanceOf(Nothing.class);
    source.restart();
    source.offer("pattern.a", "2", "two");
    assertThat(lists(source.catalog()).lists())
        .filteredOn(list -> list.find(stolen).isPresent())
        .hasSize(1);
  }

  @Test
  void authorityThatNobodyKnowsOrWhoseKeyIsAway_canRevokeNothing() throws IOException {
    source.offer("pattern.a", "1", "one");
    Catalog before = source.catalog();
    Sha256 standby = source.source().authorities().list().authorities().get(1).fingerprint();
    Files.delete(dir.resolve("source/keys/standby.p12"));

    assertThat(((Refused) revokeUnder(Sha256.of(new byte[1]), BigInteger.TEN)).code())
        .isEqualTo(StatusCode.NOT_FOUND);
    assertThat(((Refused) revokeUnder(standby, BigInteger.TEN)).code())
        .isEqualTo(StatusCode.CONFLICT);

    assertThat(source.source().revocations().revoked()).isEmpty();
    assertThat(source.catalog()).isEqualTo(before);
  }

  private PublishOutcome revokeUnder(Sha256 authority, BigInteger serialNumber) {
    RevocationOrder order =
        new RevocationOrder(serialNumber, RevocationReason.KEY_COMPROMISE, Optional.of(authority));
    return source.source().revocations().revoke(order, source.now());
  }

  @Test
  void operatorsListThatEndsSoon_isToldOncePerList() throws Exception {
    Identity root = TestPki.selfSigned(Wish.root("Authority elsewhere"));
    Path crl = Files.write(dir.resolve("root.crl"), TestCrl.of(root).number(4).make());
    useKeystore(root, Optional.of(crl));
    RevocationList list = RevocationList.parse(Files.readAllBytes(crl)).toOptional().orElseThrow();
    Instant end = list.nextUpdate().orElseThrow();
    SourceReport report = new SourceReport("primary");

    assertThat(source.source().revocations().endingSoon(source.settings(), list.thisUpdate()))
        .isEmpty();
    assertThat(source.source().revocations().endingSoon(source.settings(), end))
        .containsExactly(list);
    assertThat(report.endingSoon(List.of(list), end))
        .singleElement()
        .extracting(SystemEvent::type)
        .isEqualTo(EventType.REVOCATION_LIST_ENDS);
    assertThat(report.endingSoon(List.of(list), end)).isEmpty();
    assertThat(report.endingSoon(List.of(), end)).isEmpty();
  }

  @Test
  void damagedLedger_isNoEmptyOne() throws IOException {
    source.offer("pattern.a", "1", "one");
    revoke(BigInteger.TEN);
    Path ledger = dir.resolve("source/keys/revocations.json");
    Files.writeString(ledger, Files.readString(ledger).replace("revoked", "rewoked"));

    source.close();
    assertThatThrownBy(() -> new TestSource(dir.resolve("source")))
        .hasMessageContaining("revocations.json is damaged");
    Files.delete(ledger);
    source = new TestSource(dir.resolve("source"));
  }

  @Test
  void operatorsCertificate_needsTheOperatorsListAndFollowsIt() throws Exception {
    Identity root = TestPki.selfSigned(Wish.root("Operator"));
    Identity signer = TestPki.issue(root, Wish.signer("Operator's signer"));
    Path crls = Files.createDirectory(dir.resolve("crls"));
    useKeystore(signer, Optional.of(crls));

    source.stage("pattern.a", "1", "one");
    assertThat(((Refused) source.publish()).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);
    assertThat(source.source().snapshot()).isEmpty();

    Files.writeString(crls.resolve("operator.pem"), pem(TestCrl.of(root).number(1).make()));
    assertThat(source.publish()).isInstanceOf(Published.class);
    assertThat(onlyList().number()).isEqualTo(1);
    assertThat(source.source().due(source.now())).isInstanceOf(Nothing.class);
    Files.write(crls.resolve("operator.pem"), TestCrl.of(root).number(2).make());
    assertThat(source.source().due(source.now())).isInstanceOf(Published.class);
    assertThat(onlyList().number()).isEqualTo(2);

    Catalog before = source.catalog();
    Files.write(
        crls.resolve("operator.pem"),
        TestCrl.of(root).number(3).revoking(signer.certificate(), 1).make());
    assertThat(((Refused) source.source().due(source.now())).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED);
    assertThat(((Refused) revoke(BigInteger.TEN)).code()).isEqualTo(StatusCode.CONFLICT);
    Files.writeString(crls.resolve("operator.pem"), "-----BEGIN X509 CRL-----\nAAAA\n");
    assertThat(((Refused) source.source().due(source.now())).code())
        .isEqualTo(StatusCode.STORAGE_FAULT);
    assertThat(source.catalog()).isEqualTo(before);
  }

  @Test
  void authorityWhoseListsComeFromElsewhere_issuesNoneHere() throws Exception {
    Identity root = TestPki.selfSigned(Wish.root("Authority elsewhere"));
    Path crl = Files.write(dir.resolve("root.crl"), TestCrl.of(root).number(4).make());
    useKeystore(root, Optional.of(crl));

    source.offer("pattern.a", "1", "one");

    assertThat(onlyList().number()).isEqualTo(4);
    assertThat(((Refused) revoke(BigInteger.TEN)).code()).isEqualTo(StatusCode.CONFLICT);
    assertThat(source.source().revocations().revoked()).isEmpty();
  }

  @Test
  void authorityThatMayNotSignLists_publishesWhereReadersTolerateIt() throws Exception {
    Identity mute = TestPki.selfSigned(Wish.root("Mute").withKeyUsage(KeyUsage.keyCertSign));
    useKeystore(mute, Optional.empty());
    source.stage("pattern.a", "1", "one");
    assertThat(((Refused) source.publish()).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);

    use(mute, new SourceSettings.Revocation(Optional.empty(), RevocationRule.MISSING_TOLERATED));

    assertThat(source.publish()).isInstanceOf(Published.class);
    assertThat(source.catalog().crls()).isEmpty();
  }

  private void useKeystore(Identity identity, Optional<Path> crls) throws Exception {
    use(identity, new SourceSettings.Revocation(crls, RevocationRule.REQUIRED));
  }

  private void use(Identity identity, SourceSettings.Revocation revocation) throws Exception {
    Path file = dir.resolve("operator.p12");
    writeKeystore(file, identity);
    SourceSettings plain =
        TestSource.settings(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30));
    source.use(
        new SourceSettings(
            plain.name(),
            plain.validity(),
            new SourceSettings.Authority(
                Optional.of(new Keystore(file, new Secret(new String(PASSWORD)))), 1),
            plain.intake(),
            revocation,
            plain.cosigning()));
    source.restart();
  }

  private static void writeKeystore(Path file, Identity identity)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    List<X509Certificate> chain =
        identity.issuer() == null
            ? List.of(identity.certificate())
            : List.of(identity.certificate(), identity.issuer().certificate());
    store.setKeyEntry("signer", identity.key(), PASSWORD, chain.toArray(Certificate[]::new));
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
  }

  private static String pem(byte[] der) {
    return "An operator's note.\n-----BEGIN X509 CRL-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END X509 CRL-----\n";
  }
}
