package io.freshseal.st.forge;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A certificate with its key.
 *
 * @param issuer empty if the certificate is self-signed
 */
public record Identity(X509Certificate certificate, PrivateKey key, Optional<Identity> issuer) {

  /** The distinguished name, for example {@code CN=Root}. */
  public String name() {
    return certificate.getSubjectX500Principal().getName();
  }

  public Instant notBefore() {
    return certificate.getNotBefore().toInstant();
  }

  public Instant notAfter() {
    return certificate.getNotAfter().toInstant();
  }

  /** The certificates that go with a signature: all but the self-signed root. */
  public List<X509Certificate> chain() {
    List<X509Certificate> chain = new ArrayList<>();
    Optional<Identity> at = Optional.of(this);
    while (at.flatMap(Identity::issuer).isPresent()) {
      chain.add(at.get().certificate());
      at = at.get().issuer();
    }
    return chain;
  }

  public String pem() {
    try {
      String base64 =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
