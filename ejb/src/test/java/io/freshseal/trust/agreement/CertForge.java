package io.freshseal.trust.agreement;

import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates with every freedom that the corpus needs; names are keys of their own. */
final class CertForge {

  private record Addition(String type, boolean critical, ASN1Encodable value) {}

  private static final Provider BC = new BouncyCastleProvider();
  private static final AtomicLong SERIAL = new AtomicLong(5000);
  private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

  private final String name;
  private final Identity issuer;
  private String keyType = "P-256";
  private String algorithm;
  private Instant from = TestPki.NOW.minus(Duration.ofDays(30));
  private Instant to = TestPki.NOW.plus(Duration.ofDays(90));
  private BasicConstraints constraints;
  private int usage;
  private List<KeyPurposeId> purposes = List.of();
  private final List<Addition> additions = new ArrayList<>();
  private boolean versionOne;

  private CertForge(String name, Identity issuer) {
    this.name = name;
    this.issuer = issuer;
  }

  static CertForge root(String name) {
    return new CertForge(name, null).authority();
  }

  static CertForge intermediate(Identity issuer, String name) {
    return new CertForge(name, issuer).authority();
  }

  static CertForge signer(Identity issuer, String name) {
    return new CertForge(name, issuer)
        .constraints(new BasicConstraints(false))
        .usage(KeyUsage.digitalSignature)
        .purposes(KeyPurposeId.id_kp_codeSigning);
  }

  private CertForge authority() {
    constraints = new BasicConstraints(true);
    usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    return this;
  }

  CertForge key(String type) {
    keyType = type;
    return this;
  }

  CertForge signedWith(String signatureAlgorithm) {
    algorithm = signatureAlgorithm;
    return this;
  }

  CertForge valid(Instant first, Instant last) {
    from = first;
    to = last;
    return this;
  }

  /** Null leaves the extension out. */
  CertForge constraints(BasicConstraints value) {
    constraints = value;
    return this;
  }

  /** Zero leaves the extension out. */
  CertForge usage(int bits) {
    usage = bits;
    return this;
  }

  CertForge purposes(KeyPurposeId... values) {
    purposes = List.of(values);
    return this;
  }

  CertForge with(String type, boolean critical, ASN1Encodable value) {
    additions.add(new Addition(type, critical, value));
    return this;
  }

  CertForge versionOne() {
    versionOne = true;
    return this;
  }

  Identity make() {
    try {
      KeyPair pair = KEYS.computeIfAbsent(keyName(), ignored -> newKey(keyType));
      String with = algorithm == null ? usual(issuer) : algorithm;
      ContentSigner signature =
          new JcaContentSignerBuilder(with)
              .setProvider(BC)
              .build(issuer == null ? pair.getPrivate() : issuer.key());
      return new Identity(read(holder(pair, signature)), pair.getPrivate(), issuer);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(name, e);
    }
  }

  // RSA keys take seconds to make; no case depends on two of them being different.
  private String keyName() {
    return keyType.startsWith("RSA") ? keyType : keyType + " " + name;
  }

  private X509CertificateHolder holder(KeyPair pair, ContentSigner signature)
      throws GeneralSecurityException, IOException {
    X500Name subject = new X500Name("CN=" + name);
    X500Name issuerName =
        issuer == null
            ? subject
            : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
    BigInteger serial = BigInteger.valueOf(SERIAL.incrementAndGet());
    Date first = Date.from(from);
    Date last = Date.from(to);
    if (versionOne) {
      return new JcaX509v1CertificateBuilder(
              issuerName, serial, first, last, subject, pair.getPublic())
          .build(signature);
    }
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(issuerName, serial, first, last, subject, pair.getPublic());
    extend(builder, pair);
    return builder.build(signature);
  }

  private void extend(X509v3CertificateBuilder builder, KeyPair pair)
      throws GeneralSecurityException, IOException {
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    if (constraints != null) {
      builder.addExtension(Extension.basicConstraints, true, constraints);
    }
    if (usage != 0) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    }
    if (!purposes.isEmpty()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
    }
    for (Addition addition : additions) {
      builder.addExtension(
          new ASN1ObjectIdentifier(addition.type()), addition.critical(), addition.value());
    }
  }

  /** The algorithm that the issuer's key signs certificates with; its own key's for a root. */
  private String usual(Identity signing) {
    return algorithmOf(signing == null ? keyType : keyTypeOf(signing));
  }

  private static String keyTypeOf(Identity identity) {
    return identity.key().getAlgorithm();
  }

  /** The usual signature algorithm of a kind of key. */
  static String algorithmOf(String type) {
    if (type.startsWith("RSA")) {
      return "SHA256withRSA";
    }
    return type.startsWith("Ed") ? "Ed25519" : "SHA256withECDSA";
  }

  private static X509Certificate read(X509CertificateHolder holder)
      throws GeneralSecurityException, IOException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509", BC)
            .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
  }

  private static KeyPair newKey(String type) {
    try {
      if (type.startsWith("RSA-")) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(Integer.parseInt(type.substring("RSA-".length())));
        return generator.generateKeyPair();
      }
      if (type.equals("Ed25519")) {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BC);
      generator.initialize(
          new ECGenParameterSpec(
              type.startsWith("P-") ? "secp" + type.substring("P-".length()) + "r1" : type));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(type, e);
    }
  }
}
