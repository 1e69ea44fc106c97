package io.freshseal.computers.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.control.ServerCertificates.Fault;
import io.freshseal.computers.control.ServerCertificates.Reading;
import io.freshseal.settings.entity.Keystore;
import io.freshseal.settings.entity.Secret;
import io.freshseal.settings.entity.TlsSettings;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Computers are told the certificates that the manager has and will have, and no others. */
class ServerCertificatesTest {

  private static final String PASSWORD = "correct horse";
  private static final Identity AUTHORITY = TestPki.selfSigned(Wish.root("authority"));
  private static final Identity PRESENT = TestPki.issue(AUTHORITY, Wish.signer("manager"));
  private static final Identity NEXT = TestPki.issue(AUTHORITY, Wish.signer("manager"));

  @TempDir private Path folder;

  private Path keystore() {
    return folder.resolve("tls.p12");
  }

  private Path pem() {
    return folder.resolve("tls.pem");
  }

  private ServerCertificates byKeystore() {
    return of(Optional.of(keystore()), Optional.empty());
  }

  private ServerCertificates byPem() {
    return of(Optional.empty(), Optional.of(pem()));
  }

  private static ServerCertificates of(Optional<Path> keystore, Optional<Path> pem) {
    return ServerCertificates.of(
        new TlsSettings(
            keystore.map(file -> new Keystore(file, new Secret(PASSWORD))),
            pem,
            Optional.empty(),
            OptionalInt.empty()));
  }

  private void store(Identity... identities) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", AUTHORITY.certificate());
    for (Identity identity : identities) {
      store.setKeyEntry(
          "server" + store.size(),
          identity.key(),
          PASSWORD.toCharArray(),
          new Certificate[] {identity.certificate(), AUTHORITY.certificate()});
    }
    Path draft = folder.resolve("draft");
    try (OutputStream out = Files.newOutputStream(draft)) {
      store.store(out, PASSWORD.toCharArray());
    }
    Files.move(draft, keystore(), StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(Identity... identities) throws IOException {
    Path draft =
        Files.writeString(
            folder.resolve("draft"),
            Arrays.stream(identities)
                .map(identity -> TestPki.pem(identity.certificate()))
                .collect(Collectors.joining()));
    Files.move(draft, pem(), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Sha256[] digests(Identity... identities) {
    return Stream.of(identities).map(ServerCertificatesTest::digest).toArray(Sha256[]::new);
  }

  private static Sha256 digest(Identity identity) {
    try {
      return Sha256.of(identity.certificate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void holds(Reading reading, Identity... identities) {
    assertThat(reading.faults()).isEmpty();
    assertThat(reading.digests()).containsExactly(digests(identities));
  }

  private static void keeps(Reading reading, Fault fault, Identity... identities) {
    assertThat(reading.faults()).extracting(Sentence::key).containsExactly(fault.key());
    assertThat(reading.digests()).containsExactly(digests(identities));
  }

  @Test
  void aManagerWithoutTls_hasNone() {
    holds(of(Optional.empty(), Optional.empty()).read());
  }

  @Test
  void theKeystore_namesTheCertificateOfItsKeyAndNoAuthority() throws Exception {
    store(PRESENT);

    holds(byKeystore().read(), PRESENT);
  }

  @Test
  void aReplacedKeystore_addsTheNextWhileThePresentIsStillServed() throws Exception {
    store(PRESENT);
    ServerCertificates certificates = byKeystore();

    store(NEXT);

    holds(certificates.read(), PRESENT, NEXT);
    holds(byKeystore().read(), NEXT);
  }

  @Test
  void thePemFile_namesPresentAndNextAndFollowsItsChanges() throws Exception {
    write(PRESENT);
    ServerCertificates certificates = byPem();
    holds(certificates.read(), PRESENT);

    write(PRESENT, NEXT);
    holds(certificates.read(), PRESENT, NEXT);

    write(NEXT);
    holds(certificates.read(), NEXT);
  }

  @Test
  void whatTheKeystoreServes_comesFirstAndIsNamedOnce() throws Exception {
    store(PRESENT);
    write(NEXT, PRESENT);

    holds(of(Optional.of(keystore()), Optional.of(pem())).read(), PRESENT, NEXT);
  }

  @Test
  void authoritiesOfAChain_areNotTheManagers() throws Exception {
    write(PRESENT, AUTHORITY);

    holds(byPem().read(), PRESENT);
  }

  @Test
  void selfSignedCertificatesOfOneName_areBothTheManagers() throws Exception {
    Identity now = TestPki.selfSigned(Wish.root("manager"));
    Identity later = TestPki.selfSigned(Wish.root("manager"));
    write(now, later);

    holds(byPem().read(), now, later);
  }

  @Test
  void aFileThatIsGoneOrDamaged_takesNothingAwayAndIsSeenWhenItIsBack() throws Exception {
    write(PRESENT);
    ServerCertificates certificates = byPem();

    Files.delete(pem());
    keeps(certificates.read(), Fault.UNREADABLE, PRESENT);
    Files.writeString(pem(), "-----BEGIN CERTIFICATE-----\nMIIB");
    keeps(certificates.read(), Fault.NO_CERTIFICATES, PRESENT);
    Files.writeString(pem(), "");
    keeps(certificates.read(), Fault.NO_CERTIFICATES, PRESENT);
    Files.write(pem(), new byte[(1 << 20) + 1]);
    keeps(certificates.read(), Fault.UNREADABLE, PRESENT);

    write(NEXT);
    holds(certificates.read(), NEXT);
  }

  @Test
  void aFileThatComesLater_isTakenUp() throws Exception {
    ServerCertificates certificates = byPem();
    keeps(certificates.read(), Fault.UNREADABLE);

    write(PRESENT);

    holds(certificates.read(), PRESENT);
  }

  @Test
  void aKeystoreThatDoesNotOpen_isToldApartAndKeepsWhatIsServed() throws Exception {
    store(PRESENT);
    ServerCertificates certificates = byKeystore();

    Files.writeString(keystore(), "no keystore");
    keeps(certificates.read(), Fault.NO_KEYSTORE, PRESENT);
    store(PRESENT, NEXT);
    keeps(certificates.read(), Fault.NOT_ONE_KEY, PRESENT);
    store();
    keeps(certificates.read(), Fault.NOT_ONE_KEY, PRESENT);
  }

  @Test
  void aWrongPassword_isCalledThatAndNotShown() throws Exception {
    store(PRESENT);

    Reading reading =
        ServerCertificates.of(
                new TlsSettings(
                    Optional.of(new Keystore(keystore(), new Secret("hunter2"))),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty()))
            .read();

    keeps(reading, Fault.WRONG_PASSWORD);
    assertThat(reading.toString()).doesNotContain("hunter2");
  }

  @Test
  void moreCertificatesThanAnAnswerHolds_areRefusedAsAWhole() throws Exception {
    write(PRESENT);
    ServerCertificates certificates = byPem();

    write(
        IntStream.range(0, 7)
            .mapToObj(i -> TestPki.issue(AUTHORITY, Wish.signer("manager" + i)))
            .toArray(Identity[]::new));

    keeps(certificates.read(), Fault.TOO_MANY, PRESENT);
  }
}
