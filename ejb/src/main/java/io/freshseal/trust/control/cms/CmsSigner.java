package io.freshseal.trust.control.cms;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * One SignerInfo (RFC 5652 5.3), not yet believed.
 *
 * @param certificate the certificate in the envelope that the SignerInfo points at, if it is there
 * @param identifiedByKey whether it points by key identifier rather than by issuer and number
 * @param digestAlgorithm object identifier in dotted form
 * @param signatureAlgorithm object identifier in dotted form
 * @param attributes empty if the signature covers the content without signed attributes
 * @param unsigned what it carries beside its signature
 */
public record CmsSigner(
    Optional<X509Certificate> certificate,
    boolean identifiedByKey,
    String digestAlgorithm,
    String signatureAlgorithm,
    byte[] signature,
    Optional<SignedAttributes> attributes,
    UnsignedAttributes unsigned) {}
