package io.freshseal.trust.control;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that may sign, and for each the one algorithm that it signs with. The key chooses the
 * algorithm, never the message; the digest is always SHA-256.
 */
enum KeyPolicy {
  /** RSA PKCS #1 v1.5; CMS writers use the key's own identifier too (RFC 5754 3.2). */
  RSA("SHA256withRSA", "RSA", "0", Set.of("1.2.840.113549.1.1.11", "1.2.840.113549.1.1.1")),
  /** ECDSA on the curve of FIPS 186 with 256 bits. */
  P256(
      "SHA256withECDSA",
      "P-256",
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
      Set.of("1.2.840.10045.4.3.2")),
  /** ECDSA on the curve of FIPS 186 with 384 bits. */
  P384(
      "SHA256withECDSA",
      "P-384",
      "ffffffffffffffffffffffffffffffffffffffffffffffff"
          + "c7634d81f4372ddf581a0db248b0a77aecec196accc52973",
      Set.of("1.2.840.10045.4.3.2"));

  /** Object identifier of SHA-256. */
  static final String SHA256 = "2.16.840.1.101.3.4.2.1";

  private static final int LEAST_RSA_BITS = 3072;

  /** Longer keys cost the verifier more than any signature is worth. */
  private static final int MOST_RSA_BITS = 8192;

  private static final int MOST_EXPONENT_BITS = 64;

  // Certificates may be signed with the longer digests as well; never with SHA-1 or MD5.
  private static final Set<String> CERTIFICATE_ALGORITHMS =
      Set.of(
          "SHA256WITHRSA",
          "SHA384WITHRSA",
          "SHA512WITHRSA",
          "SHA256WITHECDSA",
          "SHA384WITHECDSA",
          "SHA512WITHECDSA");

  private final String javaName;
  private final String label;

  /** Tells the named curves apart (FIPS 186-4 D.1.2); zero where there is no curve. */
  private final BigInteger groupOrder;

  private final Set<String> identifiers;

  KeyPolicy(String javaName, String label, String groupOrder, Set<String> identifiers) {
    this.javaName = javaName;
    this.label = label;
    this.groupOrder = new BigInteger(groupOrder, 16);
    this.identifiers = identifiers;
  }

  /** Finds the entry for a key; empty if no such key may sign. */
  static Optional<KeyPolicy> of(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      int bits = rsa.getModulus().bitLength();
      return bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS ? Optional.of(RSA) : Optional.empty();
    }
    if (key instanceof ECPublicKey ec) {
      BigInteger order = ec.getParams().getOrder();
      return Arrays.stream(values()).filter(p -> order.equals(p.groupOrder)).findFirst();
    }
    return Optional.empty();
  }

  /**
   * Tells whether one verification with a foreign key ends soon, whatever is thought of it later.
   * The numbers of a DSA key, or the exponent of an RSA key, may be as long as a file.
   */
  static boolean isAffordable(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() <= MOST_RSA_BITS
          && rsa.getPublicExponent().bitLength() <= MOST_EXPONENT_BITS;
    }
    return key instanceof ECKey || key instanceof EdECKey;
  }

  /** Tells whether a certificate may be signed with this algorithm, by its Java name. */
  static boolean admitsCertificateAlgorithm(String name) {
    return CERTIFICATE_ALGORITHMS.contains(name.toUpperCase(Locale.ROOT));
  }

  /** Tells whether the object identifier in a SignerInfo is the algorithm of this key. */
  boolean admits(String signatureAlgorithm) {
    return identifiers.contains(signatureAlgorithm);
  }

  /** The algorithm's name for {@link java.security.Signature}. */
  String javaName() {
    return javaName;
  }

  /** For people: {@code SHA256withECDSA P-256}, {@code SHA256withRSA 3072}. */
  String describe(PublicKey key) {
    String size = key instanceof RSAPublicKey rsa ? "" + rsa.getModulus().bitLength() : label;
    return javaName + " " + size;
  }
}
