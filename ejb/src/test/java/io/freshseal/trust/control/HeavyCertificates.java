package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;

/** Certificates whose verification is a calculation with numbers of a hundred thousand bits. */
final class HeavyCertificates {

  private static final X500Name NAME = new X500Name("CN=Heavy");
  private static final int BITS = 150_000;
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE);
  // The prime of Curve25519, so that every number has an inverse.
  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  private HeavyCertificates() {}

  static X509Certificate authority() {
    DSAParameter parameters =
        new DSAParameter(MODULUS, ORDER, MODULUS.subtract(BigInteger.valueOf(12_345)));
    try {
      SubjectPublicKeyInfo key =
          new SubjectPublicKeyInfo(
              new AlgorithmIdentifier(X9ObjectIdentifiers.id_dsa, parameters),
              new ASN1Integer(MODULUS.subtract(BigInteger.valueOf(98_765))));
      X509v3CertificateBuilder builder = builder(NAME, key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      return certificate(builder);
    } catch (IOException | CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate for the key of another, with a signature that takes long to refute. */
  static X509Certificate issuedFor(X509Certificate other) {
    try {
      X509v3CertificateBuilder builder =
          builder(
              new X500Name("CN=Stranger"),
              SubjectPublicKeyInfo.getInstance(other.getPublicKey().getEncoded()));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
      return certificate(builder);
    } catch (IOException | CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509v3CertificateBuilder builder(X500Name subject, SubjectPublicKeyInfo key) {
    return new X509v3CertificateBuilder(
        NAME,
        BigInteger.valueOf(77),
        Date.from(NOW.minusSeconds(86_400)),
        Date.from(NOW.plusSeconds(86_400)),
        subject,
        key);
  }

  private static X509Certificate certificate(X509v3CertificateBuilder builder)
      throws CertificateException {
    return new JcaX509CertificateConverter().getCertificate(builder.build(new AnySignature()));
  }

  /** Signs with two numbers just below the order. */
  private static final class AnySignature implements ContentSigner {

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new AlgorithmIdentifier(NISTObjectIdentifiers.dsa_with_sha256);
    }

    @Override
    public OutputStream getOutputStream() {
      return new ByteArrayOutputStream();
    }

    @Override
    public byte[] getSignature() {
      ASN1EncodableVector numbers = new ASN1EncodableVector();
      numbers.add(new ASN1Integer(ORDER.subtract(BigInteger.TWO)));
      numbers.add(new ASN1Integer(ORDER.subtract(BigInteger.TEN)));
      try {
        return new DERSequence(numbers).getEncoded();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
