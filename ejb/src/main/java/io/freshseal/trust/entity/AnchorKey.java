package io.freshseal.trust.entity;

import io.freshseal.shared.entity.Sha256;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A public key, told from others by the digest of its SubjectPublicKeyInfo. Thresholds count keys,
 * because one key may have any number of certificates.
 */
public record AnchorKey(Sha256 digest) {

  /** The key of a certificate. */
  public static AnchorKey of(X509Certificate certificate) {
    return new AnchorKey(Sha256.of(certificate.getPublicKey().getEncoded()));
  }

  /** The keys of certificates, each once. */
  public static Set<AnchorKey> of(Collection<X509Certificate> certificates) {
    Set<AnchorKey> keys = new HashSet<>();
    certificates.forEach(certificate -> keys.add(of(certificate)));
    return keys;
  }
}
