package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.CertificateFacts.Role;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.SignatureFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningAuthorityTest {

  private static final char[] PASSWORD = "operator".toCharArray();
  private static final ExpectedSignature COMPONENT =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("1.0"), Sha256.of(new byte[] {1}));

  @TempDir Path dir;

  private static SignatureFacts sign(SigningAuthority authority, IssuedSigner signer) {
    return authority.signComponent(signer, COMPONENT, NOW).toOptional().orElseThrow().facts();
  }

  private Path keystore(Identity identity, Certificate... chain) throws Exception {
    Path file = dir.resolve("operator.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry("signing", identity.key(), PASSWORD, chain);
    write(store, file);
    return file;
  }

  private static void write(KeyStore store, Path file)
      throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
  }

  @Test
  void firstStart_makesAnAuthorityThatIsThereAfterARestart() throws Exception {
    SigningAuthority first = SigningAuthority.own(dir.resolve("keys"), NOW);
    SigningAuthority second = SigningAuthority.own(dir.resolve("keys"), NOW.plusSeconds(99));

    assertThat(second.anchors().pem()).isEqualTo(first.anchors().pem());
    X509Certificate root = first.anchors().certificates().get(0);
    assertThat(root.getSubjectX500Principal().getName()).matches("CN=Freshseal root [0-9a-f]{8}");
    assertThat(root.getNotAfter().toInstant()).isAfter(NOW.plus(Duration.ofDays(7304)));
  }

  @Test
  void keystoreWithAKeyThatNoReaderAccepts_isRefused() throws Exception {
    Identity edwards = TestPki.selfSigned(Wish.root("Ed").withKey("Ed25519").signedWith("Ed25519"));
    Path file = keystore(edwards, edwards.certificate());

    assertThat(SigningAuthority.ofKeystore(file, PASSWORD).code())
        .isEqualTo(StatusCode.BAD_REQUEST);
  }

  @Test
  void keystoreWithAKeyWithoutCertificate_isRefused() throws Exception {
    Openssl.run(
        dir, "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072", "-out", "k");
    Openssl.run(
        dir,
        "pkcs12",
        "-export",
        "-nocerts",
        "-inkey",
        "k",
        "-out",
        "k.p12",
        "-passout",
        "pass:operator");
    Path file = dir.resolve("k.p12");

    assertThat(file).isNotEmptyFile();
    assertThat(SigningAuthority.ofKeystore(file, PASSWORD).code())
        .isEqualTo(StatusCode.BAD_REQUEST);
  }

  @Test
  void keys_areReadableByTheirOwnerAlone() throws Exception {
    Path keys = dir.resolve("keys");
    SigningAuthority.own(keys, NOW);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(keys)) {
      assertThat(files.toList())
          .hasSize(2)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void startKilledBeforeTheKeyStoreWasWritten_isMadeGoodByTheNext() throws Exception {
    Path keys = dir.resolve("keys");
    Files.createDirectories(keys);
    Files.writeString(keys.resolve("authority.password"), "left over");
    Files.writeString(keys.resolve("authority.p12.new"), "torn");

    SigningAuthority authority = SigningAuthority.own(keys, NOW);

    IssuedSigner signer = authority.issue(SigningPurpose.COMPONENT, Duration.ofDays(1), NOW);
    assertThat(sign(authority, signer).signer().role()).isEqualTo(Role.SIGNER);
    assertThat(keys.resolve("authority.p12.new")).doesNotExist();
  }

  @Test
  void issuedCertificate_isFreshAndValidExactlyAsLongAsAsked() throws Exception {
    SigningAuthority authority = SigningAuthority.own(dir.resolve("keys"), NOW);

    IssuedSigner one = authority.issue(SigningPurpose.COMPONENT, Duration.ofSeconds(7), NOW);
    IssuedSigner two = authority.issue(SigningPurpose.COMPONENT, Duration.ofSeconds(7), NOW);

    assertThat(authority.issuesFreshCertificates()).isTrue();
    assertThat(one.notAfter()).isEqualTo(NOW.plusSeconds(7));
    assertThat(one.certificate().getNotBefore().toInstant()).isEqualTo(NOW.minusSeconds(600));
    assertThat(one.certificate().getPublicKey()).isNotEqualTo(two.certificate().getPublicKey());
    assertThat(one.certificate().getSerialNumber())
        .isNotEqualTo(two.certificate().getSerialNumber());
  }

  @Test
  void signerOfAnAuthority_neverShowsItsKey() throws Exception {
    SigningAuthority authority = SigningAuthority.own(dir.resolve("keys"), NOW);

    assertThat(authority.issue(SigningPurpose.CATALOG, Duration.ofDays(1), NOW).toString())
        .isEqualTo("CN=Freshseal catalog signer until " + NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void signingAfterExpiry_isRefusedAtOnce() throws Exception {
    SigningAuthority authority = SigningAuthority.own(dir.resolve("keys"), NOW);
    IssuedSigner signer = authority.issue(SigningPurpose.COMPONENT, Duration.ofSeconds(5), NOW);

    assertThat(authority.signComponent(signer, COMPONENT, NOW.plusSeconds(6)).code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
  }

  @Test
  void operatorsAuthority_issuesBelowItsChain() throws Exception {
    Identity root = TestPki.selfSigned(Wish.root("Operator root"));
    Identity issuing = TestPki.issue(root, Wish.root("Operator issuing"));
    Path file = keystore(issuing, issuing.certificate(), root.certificate());

    SigningAuthority authority =
        SigningAuthority.ofKeystore(file, PASSWORD).toOptional().orElseThrow();
    SignatureFacts facts =
        sign(authority, authority.issue(SigningPurpose.COMPONENT, Duration.ofDays(9), NOW));

    assertThat(authority.anchors().certificates()).containsExactly(root.certificate());
    assertThat(facts.chain())
        .extracting(c -> c.subject())
        .containsExactly(
            "CN=Freshseal component signer", "CN=Operator issuing", "CN=Operator root");
    assertThat(facts.expires()).isEqualTo(NOW.plus(Duration.ofDays(9)));
  }

  @Test
  void operatorsEndCertificate_isUsedAsItIs() throws Exception {
    Identity root = TestPki.selfSigned(Wish.root("Operator root"));
    Identity leaf = TestPki.issue(root, Wish.signer("Operator leaf"));
    Path file = keystore(leaf, leaf.certificate(), root.certificate());

    SigningAuthority authority =
        SigningAuthority.ofKeystore(file, PASSWORD).toOptional().orElseThrow();
    SignatureFacts facts =
        sign(authority, authority.issue(SigningPurpose.COMPONENT, Duration.ofDays(9), NOW));

    assertThat(authority.issuesFreshCertificates()).isFalse();
    assertThat(facts.signer().subject()).isEqualTo("CN=Operator leaf");
    assertThat(facts.expires()).isEqualTo(leaf.certificate().getNotAfter().toInstant());
  }

  @Test
  void unfitKeyStores_areRefusedWithASentence() throws Exception {
    Identity server = TestPki.selfSigned(Wish.signer("Server"));
    List<Path> unfit =
        List.of(
            keystore(server, server.certificate()),
            dir.resolve("absent.p12"),
            Files.writeString(dir.resolve("text.p12"), "not a key store"));

    for (Path file : unfit) {
      assertThat(SigningAuthority.ofKeystore(file, PASSWORD).code())
          .isEqualTo(StatusCode.BAD_REQUEST);
    }
    assertThat(SigningAuthority.ofKeystore(unfit.get(0), "wrong".toCharArray()).code())
        .isEqualTo(StatusCode.BAD_REQUEST);
  }
}
