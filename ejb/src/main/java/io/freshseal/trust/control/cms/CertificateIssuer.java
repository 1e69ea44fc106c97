package io.freshseal.trust.control.cms;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Makes keys and certificates (RFC 5280). Keys are P-256, which every verifier can check, and
 * ML-DSA-65 under an authority of that kind.
 */
public final class CertificateIssuer {

  /** How far certificates are dated back, so that a machine whose clock is behind accepts them. */
  public static final Duration BACK_DATING = Duration.ofMinutes(10);

  /**
   * The extended key usage, beside code signing, of certificates that sign bundles of trust anchors
   * (an OID of our own, ITU-T X.667).
   */
  public static final String ANCHOR_SIGNING = "2.25.283157370121591332465303656592642412196";

  /** The extended key usage of certificates that sign code (RFC 5280 4.2.1.12). */
  public static final String CODE_SIGNING = KeyPurposeId.id_kp_codeSigning.getId();

  /** The extended key usage of timestamp authorities, who have no other (RFC 3161 2.3). */
  public static final String TIME_STAMPING = KeyPurposeId.id_kp_timeStamping.getId();

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 127;

  private CertificateIssuer() {}

  /**
   * Makes an authority that vouches for itself and issues nothing but end certificates.
   *
   * @param name its common name, without characters special to RFC 4514
   */
  public static IssuedSigner authority(String name, Duration validity, Instant now) {
    return authority(newKeyPair(false), name, validity, now);
  }

  /** The same with a key of ML-DSA-65. */
  public static IssuedSigner postQuantumAuthority(String name, Duration validity, Instant now) {
    return authority(newKeyPair(true), name, validity, now);
  }

  private static IssuedSigner authority(KeyPair pair, String name, Duration validity, Instant now) {
    X500Name subject = new X500Name("CN=" + name);
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              newSerial(),
              notBefore(now),
              notAfter(now, validity),
              subject,
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          identifiers.createSubjectKeyIdentifier(pair.getPublic()));
      return new IssuedSigner(pair.getPrivate(), List.of(sign(builder, pair.getPrivate())));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("the authority's certificate cannot be made", e);
    }
  }

  /**
   * Issues a fresh certificate for a fresh key, of the authority's kind.
   *
   * @param authority who issues; its chain becomes the rest of the new chain, without the anchor
   */
  public static IssuedSigner issue(IssuedSigner authority, Leaf leaf, Instant now) {
    KeyPair pair = newKeyPair(SignatureNames.isPostQuantum(authority.key()));
    X509Certificate issuer = authority.certificate();
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              newSerial(),
              notBefore(now),
              notAfter(now, leaf.validity()),
              new X500Name("CN=" + leaf.name()),
              pair.getPublic());
      addLeafExtensions(builder, pair.getPublic(), issuer, purposes(leaf));
      List<X509Certificate> chain = new ArrayList<>();
      chain.add(sign(builder, authority.key()));
      authority.chain().stream().filter(c -> !c.equals(leaf.anchor())).forEach(chain::add);
      return new IssuedSigner(pair.getPrivate(), chain);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("the authority cannot issue a certificate", e);
    }
  }

  /**
   * What a certificate to be issued says.
   *
   * @param name its common name, without characters special to RFC 4514
   * @param validity from the instant of issue to notAfter
   * @param anchor the end of the chain, which is not carried along
   * @param purposes OIDs of what its key may be used for, at least one
   */
  public record Leaf(
      String name, Duration validity, X509Certificate anchor, List<String> purposes) {}

  private static ExtendedKeyUsage purposes(Leaf leaf) {
    return new ExtendedKeyUsage(
        leaf.purposes().stream()
            .map(ASN1ObjectIdentifier::new)
            .map(KeyPurposeId::getInstance)
            .toArray(KeyPurposeId[]::new));
  }

  private static void addLeafExtensions(
      X509v3CertificateBuilder builder,
      PublicKey key,
      X509Certificate issuer,
      ExtendedKeyUsage purposes)
      throws GeneralSecurityException, IOException {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, true, purposes);
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        identifiers.createAuthorityKeyIdentifier(issuer.getPublicKey()));
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(SignatureNames.signer(key)));
  }

  private static KeyPair newKeyPair(boolean postQuantum) {
    try {
      if (postQuantum) {
        return KeyPairGenerator.getInstance(PostQuantum.NAME, PostQuantum.PROVIDER)
            .generateKeyPair();
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no P-256", e);
    }
  }

  private static BigInteger newSerial() {
    // RFC 5280 4.1.2.2: positive, at most 20 octets.
    return new BigInteger(SERIAL_BITS, RANDOM).setBit(0);
  }

  private static Date notBefore(Instant now) {
    return Date.from(now.minus(BACK_DATING));
  }

  private static Date notAfter(Instant now, Duration validity) {
    return Date.from(now.plus(validity));
  }
}
