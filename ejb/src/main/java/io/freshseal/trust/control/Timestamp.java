package io.freshseal.trust.control;

import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.control.cms.TimestampToken;
import java.security.cert.X509Certificate;

/**
 * A timestamp token that is over the signature at hand and verifies by the certificate that it
 * brings along. Whether that certificate is trusted is another question.
 */
record Timestamp(TimestampToken token) {

  CmsSigner signer() {
    return token.envelope().signers().get(0);
  }

  X509Certificate certificate() {
    return signer().certificate().orElseThrow();
  }
}
