package io.freshseal.trust.control.cms;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A signing key with the certificates that vouch for it. The key of an issued certificate lives in
 * memory alone and is forgotten with this object; it never shows in a text.
 */
public final class IssuedSigner {

  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final Optional<IssuedSigner> postQuantum;

  /**
   * Pairs a key with its certificates.
   *
   * @param chain the signer's certificate first, then intermediates; without the anchor
   */
  public IssuedSigner(PrivateKey key, List<X509Certificate> chain) {
    this(key, chain, Optional.empty());
  }

  private IssuedSigner(
      PrivateKey key, List<X509Certificate> chain, Optional<IssuedSigner> postQuantum) {
    this.key = key;
    this.chain = List.copyOf(chain);
    this.postQuantum = postQuantum;
  }

  /** The same signer, beside whom a post-quantum key signs whatever this one signs. */
  public IssuedSigner beside(IssuedSigner postQuantumSigner) {
    return new IssuedSigner(key, chain, Optional.of(postQuantumSigner));
  }

  /** The post-quantum key that signs beside this one, if one does. */
  public Optional<IssuedSigner> postQuantum() {
    return postQuantum;
  }

  PrivateKey key() {
    return key;
  }

  /** The signer's certificate first, then intermediates; without the anchor. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** The certificate of the key. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The instant after which the first certificate of the keys that sign is expired. */
  public Instant notAfter() {
    Instant own = certificate().getNotAfter().toInstant();
    return postQuantum.map(IssuedSigner::notAfter).filter(own::isAfter).orElse(own);
  }

  /** Puts key and chain into a key store, protected by the password. */
  public void store(KeyStore keystore, String alias, char[] password) throws KeyStoreException {
    keystore.setKeyEntry(alias, key, password, chain.toArray(Certificate[]::new));
  }

  @Override
  public String toString() {
    return certificate().getSubjectX500Principal().getName() + " until " + notAfter();
  }
}
