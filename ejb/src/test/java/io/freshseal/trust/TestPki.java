package io.freshseal.trust;

import io.freshseal.trust.entity.TrustAnchors;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
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
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates for tests, good ones and every kind of bad one. */
public final class TestPki {

  /** The instant that fixtures turn around. */
  public static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private static final Provider BC = new BouncyCastleProvider();
  private static final AtomicLong SERIAL = new AtomicLong(1000);
  private static final ConcurrentHashMap<String, KeyPair> KEYS = new ConcurrentHashMap<>();

  private TestPki() {}

  /** A certificate with its key and, if it was issued, its issuer. */
  public record Identity(X509Certificate certificate, PrivateKey key, Identity issuer) {}

  /** What a certificate shall be; {@code with...} changes one thing. */
  public record Wish(
      String name,
      String keyType,
      String signatureAlgorithm,
      Instant notBefore,
      Instant notAfter,
      boolean authority,
      KeyPurposeId purpose,
      int keyUsage,
      boolean criticalPurpose) {

    public static Wish root(String name) {
      return new Wish(
          name,
          "P-256",
          "SHA256withECDSA",
          NOW.minusSeconds(400 * 86400L),
          NOW.plusSeconds(4000 * 86400L),
          true,
          null,
          KeyUsage.keyCertSign | KeyUsage.cRLSign,
          true);
    }

    public static Wish signer(String name) {
      return new Wish(
          name,
          "P-256",
          "SHA256withECDSA",
          NOW.minusSeconds(86400L),
          NOW.plusSeconds(90 * 86400L),
          false,
          KeyPurposeId.id_kp_codeSigning,
          KeyUsage.digitalSignature,
          true);
    }

    /** A timestamp authority of some years. */
    public static Wish timestamps(String name) {
      return signer(name)
          .withPurpose(KeyPurposeId.id_kp_timeStamping)
          .valid(NOW.minusSeconds(400 * 86400L), NOW.plusSeconds(1000 * 86400L));
    }

    /** The same with a key of ML-DSA-65 under an issuer with such a key. */
    public Wish postQuantum() {
      return withKey("ML-DSA-65").signedWith("ML-DSA-65");
    }

    /** The same with an extended key usage that a reader may pass over. */
    public Wish withoutCriticalPurpose() {
      return new Wish(
          name,
          keyType,
          signatureAlgorithm,
          notBefore,
          notAfter,
          authority,
          purpose,
          keyUsage,
          false);
    }

    public Wish valid(Instant from, Instant to) {
      return new Wish(
          name,
          keyType,
          signatureAlgorithm,
          from,
          to,
          authority,
          purpose,
          keyUsage,
          criticalPurpose);
    }

    public Wish withKey(String type) {
      return new Wish(
          name,
          type,
          signatureAlgorithm,
          notBefore,
          notAfter,
          authority,
          purpose,
          keyUsage,
          criticalPurpose);
    }

    public Wish signedWith(String algorithm) {
      return new Wish(
          name,
          keyType,
          algorithm,
          notBefore,
          notAfter,
          authority,
          purpose,
          keyUsage,
          criticalPurpose);
    }

    public Wish withPurpose(KeyPurposeId other) {
      return new Wish(
          name,
          keyType,
          signatureAlgorithm,
          notBefore,
          notAfter,
          authority,
          other,
          keyUsage,
          criticalPurpose);
    }

    public Wish withKeyUsage(int bits) {
      return new Wish(
          name,
          keyType,
          signatureAlgorithm,
          notBefore,
          notAfter,
          authority,
          purpose,
          bits,
          criticalPurpose);
    }
  }

  public static Identity selfSigned(Wish wish) {
    KeyPair pair = keyPair(wish.name(), wish.keyType());
    return build(wish, pair, null, pair.getPrivate(), new X500Name("CN=" + wish.name()));
  }

  public static Identity issue(Identity issuer, Wish wish) {
    return build(
        wish,
        keyPair(wish.name(), wish.keyType()),
        issuer,
        issuer.key(),
        X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()));
  }

  public static TrustAnchors anchors(Identity... identities) {
    StringBuilder pem = new StringBuilder();
    for (Identity identity : identities) {
      pem.append(pem(identity.certificate()));
    }
    return TrustAnchors.parse(pem.toString().getBytes(StandardCharsets.US_ASCII))
        .toOptional()
        .orElseThrow();
  }

  public static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Chain of an identity without the self-signed root. */
  public static List<X509Certificate> chain(Identity identity) {
    List<X509Certificate> chain = new java.util.ArrayList<>();
    for (Identity at = identity; at != null && at.issuer() != null; at = at.issuer()) {
      chain.add(at.certificate());
    }
    return chain;
  }

  private static Identity build(
      Wish wish, KeyPair pair, Identity issuer, PrivateKey signing, X500Name issuerName) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuerName,
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(wish.notBefore()),
              Date.from(wish.notAfter()),
              new X500Name("CN=" + wish.name()),
              pair.getPublic());
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(wish.authority()));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      if (wish.keyUsage() != 0) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(wish.keyUsage()));
      }
      if (wish.purpose() != null) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            wish.criticalPurpose(),
            new ExtendedKeyUsage(wish.purpose()));
      }
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(builder.build(signer(wish.signatureAlgorithm(), signing)));
      return new Identity(certificate, pair.getPrivate(), issuer);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A signer by the JDK, or by Bouncy Castle for what the JDK may not know. */
  public static ContentSigner signer(String algorithm, PrivateKey key)
      throws OperatorCreationException {
    JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm);
    return (algorithm.startsWith("ML-DSA") ? builder.setProvider(BC) : builder).build(key);
  }

  // Keys are the slow part of a fixture (RSA above all), so each name has its own for all tests.
  private static KeyPair keyPair(String name, String type) {
    return KEYS.computeIfAbsent(type + " " + name, ignored -> newKeyPair(type));
  }

  private static KeyPair newKeyPair(String type) {
    try {
      if (type.startsWith("RSA-")) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(Integer.parseInt(type.substring(4)));
        return generator.generateKeyPair();
      }
      if (type.startsWith("ML-DSA")) {
        return KeyPairGenerator.getInstance(type, BC).generateKeyPair();
      }
      if (type.equals("Ed25519")) {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp" + type.substring("P-".length()) + "r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
