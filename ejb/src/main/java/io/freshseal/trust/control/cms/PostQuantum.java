package io.freshseal.trust.control.cms;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * ML-DSA-65 (FIPS 204), which the JDK of the language level does not know: asked of one instance of
 * Bouncy Castle's provider, which is registered nowhere. Every answer is a boolean; what providers
 * throw at foreign keys and signatures means no.
 */
public final class PostQuantum {

  /** Object identifier of ML-DSA-65, as key and as signature (RFC 9881 2, RFC 9882 2). */
  public static final String ML_DSA_65 = NISTObjectIdentifiers.id_ml_dsa_65.getId();

  /** The algorithm's name, for people and for {@link #PROVIDER}. */
  public static final String NAME = "ML-DSA-65";

  static final Provider PROVIDER = new BouncyCastleProvider();

  private PostQuantum() {}

  /** Tells whether the key is of ML-DSA-65, whichever provider made the object. */
  public static boolean isKey(PublicKey key) {
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
      return info != null
          && NISTObjectIdentifiers.id_ml_dsa_65.equals(info.getAlgorithm().getAlgorithm());
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Tells whether the certificate's key made the signature over these bytes. */
  public static boolean verifies(X509Certificate certificate, byte[] signed, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(NAME, PROVIDER);
      verifier.initVerify(key(certificate));
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  /** Tells whether the issuer's name and key fit; says nothing about whether it may issue. */
  public static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
        || !ML_DSA_65.equals(certificate.getSigAlgOID())
        || !isKey(issuer.getPublicKey())) {
      return false;
    }
    try {
      certificate.verify(key(issuer), PROVIDER);
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  /**
   * Tells whether the path holds by RFC 5280 6.1, all of it by ML-DSA-65.
   *
   * @param path the signer first, without the anchor
   * @param at an instant inside all validities; dates are judged apart
   */
  public static boolean isPath(List<X509Certificate> path, X509Certificate anchor, Date at) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", PROVIDER);
      List<X509Certificate> own = new ArrayList<>();
      for (X509Certificate certificate : path) {
        own.add(own(factory, certificate));
      }
      PKIXParameters parameters =
          new PKIXParameters(Set.of(new TrustAnchor(own(factory, anchor), null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(at);
      CertPathValidator.getInstance("PKIX", PROVIDER)
          .validate(factory.generateCertPath(own), parameters);
      return own.stream()
              .allMatch(c -> ML_DSA_65.equals(c.getSigAlgOID()) && isKey(c.getPublicKey()))
          && isKey(anchor.getPublicKey());
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  // A certificate that Bouncy Castle has read verifies by Bouncy Castle, whatever is registered.
  private static X509Certificate own(CertificateFactory factory, X509Certificate certificate)
      throws CertificateException {
    return (X509Certificate)
        factory.generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
  }

  private static PublicKey key(X509Certificate certificate) throws GeneralSecurityException {
    return KeyFactory.getInstance(NAME, PROVIDER)
        .generatePublic(new X509EncodedKeySpec(certificate.getPublicKey().getEncoded()));
  }
}
