package io.freshseal.trust.control;

import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.trust.control.cms.IssuedSigner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The entry of a PKCS#12 file that a source signs with: the first authority by alias, or else the
 * first certificate for code signing.
 *
 * @param chain the key's certificate first, the anchor last
 */
record KeystoreEntry(PrivateKey key, List<X509Certificate> chain) {

  /** Longest accepted file, in bytes. */
  static final int MAX_BYTES = 1024 * 1024;

  static Optional<KeystoreEntry> find(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    List<KeystoreEntry> entries = all(file, password);
    return entries.stream()
        .filter(KeystoreEntry::isAuthority)
        .findFirst()
        .or(() -> entries.stream().filter(e -> e.mayServe()).findFirst());
  }

  /** All authorities in the order of their aliases. */
  static List<KeystoreEntry> authorities(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    return all(file, password).stream().filter(KeystoreEntry::isAuthority).toList();
  }

  private static List<KeystoreEntry> all(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new BoundedInputStream(Files.newInputStream(file), MAX_BYTES)) {
      store.load(in, password);
    }
    return entries(store, password);
  }

  private static List<KeystoreEntry> entries(KeyStore store, char[] password)
      throws GeneralSecurityException {
    List<String> aliases = Collections.list(store.aliases());
    Collections.sort(aliases);
    List<KeystoreEntry> entries = new ArrayList<>();
    for (String alias : aliases) {
      if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
        entries.add(new KeystoreEntry(key, chain(store.getCertificateChain(alias))));
      }
    }
    // A key without a certificate, or one that no reader accepts, cannot sign anything here.
    entries.removeIf(
        entry ->
            entry.chain().isEmpty() || KeyPolicy.of(entry.certificate().getPublicKey()).isEmpty());
    return entries;
  }

  private static List<X509Certificate> chain(Certificate[] certificates) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : certificates == null ? new Certificate[0] : certificates) {
      chain.add((X509Certificate) certificate);
    }
    return chain;
  }

  /** Tells whether the entry may issue certificates (RFC 5280 4.2.1.9). */
  boolean isAuthority() {
    return certificate().getBasicConstraints() >= 0;
  }

  private boolean mayServe() {
    return chain.size() > 1 && PurposeStep.refuses(certificate()).isEmpty();
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  /** The top of the chain, which readers must be given as their anchor. */
  X509Certificate anchor() {
    return chain.get(chain.size() - 1);
  }

  /** The entry as a signer of its own; the anchor is left out, readers have it. */
  IssuedSigner signer() {
    return new IssuedSigner(key, chain.subList(0, Math.max(1, chain.size() - 1)));
  }

  @Override
  public String toString() {
    return certificate().getSubjectX500Principal().getName();
  }
}
