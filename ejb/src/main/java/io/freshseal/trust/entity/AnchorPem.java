package io.freshseal.trust.entity;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A certificate as a PEM block (RFC 7468 5). */
final class AnchorPem {

  private static final int LINE = 64;

  private AnchorPem() {}

  static String of(X509Certificate certificate) {
    try {
      String body =
          Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }
}
