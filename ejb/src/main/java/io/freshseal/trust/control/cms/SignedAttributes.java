package io.freshseal.trust.control.cms;

import java.time.Instant;
import java.util.Optional;

/**
 * The signed attributes that the policy asks for, each empty if the signature has none.
 *
 * @param encoded DER of the whole SET OF, which is what the signature covers (RFC 5652 5.4)
 * @param contentType object identifier in dotted form
 * @param messageDigest the digest that the signer states for the content
 * @param signingCertificate digest that signing-certificate-v2 (RFC 5035) states for the signer
 * @param contentHints the description in content-hints (RFC 2634 2.9)
 */
public record SignedAttributes(
    byte[] encoded,
    Optional<String> contentType,
    Optional<byte[]> messageDigest,
    Optional<Instant> signingTime,
    Optional<byte[]> signingCertificate,
    Optional<String> contentHints) {}
