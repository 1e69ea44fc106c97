package io.freshseal.trust.control.cms;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A CMS SignedData that was read as strict DER, not yet believed.
 *
 * @param digestAlgorithms object identifiers in dotted form, as announced before the content
 * @param content the attached content; empty for a detached signature
 */
public record CmsEnvelope(
    List<X509Certificate> certificates,
    Set<String> digestAlgorithms,
    List<CmsSigner> signers,
    Optional<byte[]> content) {

  public CmsEnvelope {
    certificates = List.copyOf(certificates);
    digestAlgorithms = Set.copyOf(digestAlgorithms);
    signers = List.copyOf(signers);
  }
}
