package io.freshseal.st.forge;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes one certificate, good as long as nothing is asked of it; times are of the real clock. */
public final class CertificateForge {
  private static final AtomicLong SERIAL = new AtomicLong(0x1000);

  private final String name;
  private final boolean authority;
  private String keyType = "P-256";
  private String hash = "SHA256";
  private KeyPurposeId purpose = KeyPurposeId.id_kp_codeSigning;
  private Instant notBefore = daysFromNow(-10);
  private Instant notAfter = daysFromNow(80);

  private CertificateForge(String name, boolean authority) {
    this.name = name;
    this.authority = authority;
  }

  /** A certificate that signs code, valid since ten days and for eighty more. */
  public static CertificateForge signer(String name) {
    return new CertificateForge(name, false);
  }

  /** A certificate that signs certificates, valid for years. */
  public static CertificateForge authority(String name) {
    return new CertificateForge(name, true).valid(daysFromNow(-500), daysFromNow(3000));
  }

  /** Whole seconds, as certificates have them. */
  public static Instant daysFromNow(long days) {
    return Instant.ofEpochSecond(Clock.systemUTC().instant().getEpochSecond())
        .plus(Duration.ofDays(days));
  }

  public CertificateForge valid(Instant from, Instant until) {
    notBefore = from;
    notAfter = until;
    return this;
  }

  /** {@code P-256}, {@code P-384} or {@code RSA-} with the bits. */
  public CertificateForge withKey(String type) {
    keyType = type;
    return this;
  }

  /** The digest of the signature under the certificate, for example {@code SHA1}. */
  public CertificateForge signedWith(String digest) {
    hash = digest;
    return this;
  }

  public CertificateForge forPurpose(KeyPurposeId other) {
    purpose = other;
    return this;
  }

  public Identity selfSigned() {
    return make(Optional.empty());
  }

  public Identity issuedBy(Identity issuer) {
    return make(Optional.of(issuer));
  }

  private Identity make(Optional<Identity> issuer) {
    try {
      KeyPair pair = keyPair();
      X500Name subject = new X500Name("CN=" + name);
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer.map(CertificateForge::subject).orElse(subject),
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(notBefore),
              Date.from(notAfter),
              subject,
              pair.getPublic());
      extend(
          builder,
          pair.getPublic(),
          issuer.map(i -> i.certificate().getPublicKey()).orElse(pair.getPublic()));
      var key = issuer.map(Identity::key).orElse(pair.getPrivate());
      String algorithm = hash + (key.getAlgorithm().equals("RSA") ? "withRSA" : "withECDSA");
      return new Identity(
          new JcaX509CertificateConverter()
              .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key))),
          pair.getPrivate(),
          issuer);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void extend(X509v3CertificateBuilder builder, PublicKey own, PublicKey issuers)
      throws GeneralSecurityException, IOException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(own));
    builder.addExtension(
        Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuers));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
    if (!authority) {
      builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
    }
  }

  private static X500Name subject(Identity identity) {
    return X500Name.getInstance(identity.certificate().getSubjectX500Principal().getEncoded());
  }

  private KeyPair keyPair() throws GeneralSecurityException {
    if (keyType.startsWith("RSA-")) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(Integer.parseInt(keyType.substring("RSA-".length())));
      return generator.generateKeyPair();
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp" + keyType.substring("P-".length()) + "r1"));
    return generator.generateKeyPair();
  }
}
