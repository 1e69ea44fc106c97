package io.freshseal.trust.control;

import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.control.cms.SignedAttributes;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.CertificateFacts.Role;
import java.security.cert.X509Certificate;

/**
 * The post-quantum signature of a file, which covers what the classical one covers and verifies by
 * the certificate that it brings along. Whether that certificate is trusted is another question.
 */
record PostQuantumSignature(CmsEnvelope envelope) {

  CmsSigner signer() {
    return envelope.signers().get(0);
  }

  X509Certificate certificate() {
    return signer().certificate().orElseThrow();
  }

  SignedAttributes attributes() {
    return signer().attributes().orElseThrow();
  }

  CertificateFacts facts() {
    return Certificates.facts(Role.SIGNER, certificate());
  }
}
