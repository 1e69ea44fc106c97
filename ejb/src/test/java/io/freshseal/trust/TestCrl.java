package io.freshseal.trust;

import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.entity.Revocations;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes revocation lists for tests, good ones and every kind of bad one. */
public final class TestCrl {

  private final X509v2CRLBuilder builder;
  private final Identity issuer;
  private Identity signer;
  private String algorithm = "SHA256withECDSA";

  private TestCrl(Identity issuer, Instant made, Instant next) {
    this.issuer = issuer;
    this.signer = issuer;
    builder =
        new X509v2CRLBuilder(
            X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()),
            Date.from(made));
    if (next != null) {
      builder.setNextUpdate(Date.from(next));
    }
  }

  /** A list of an issuer that is a minute old and good for a month; numberless so far. */
  public static TestCrl of(Identity issuer) {
    return of(issuer, TestPki.NOW.minusSeconds(60), TestPki.NOW.plus(Duration.ofDays(30)));
  }

  /** The same with other dates; {@code next} may be null. */
  public static TestCrl of(Identity issuer, Instant made, Instant next) {
    return new TestCrl(issuer, made, next);
  }

  public TestCrl number(long number) {
    return with(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
  }

  public TestCrl revoking(X509Certificate certificate, int reason) {
    return revoking(certificate.getSerialNumber(), reason);
  }

  public TestCrl revoking(BigInteger serial, int reason) {
    return revoking(serial, reason, TestPki.NOW.minusSeconds(3600));
  }

  public TestCrl revoking(BigInteger serial, int reason, Instant at) {
    builder.addCRLEntry(serial, Date.from(at), reason);
    return this;
  }

  /** Revokes a certificate in the name of another issuer, as an indirect list does. */
  public TestCrl revokingFor(String otherIssuer, BigInteger serial, boolean critical) {
    try {
      ExtensionsGenerator entry = new ExtensionsGenerator();
      entry.addExtension(
          Extension.certificateIssuer,
          critical,
          new GeneralNames(new GeneralName(new X500Name("CN=" + otherIssuer))));
      builder.addCRLEntry(serial, Date.from(TestPki.NOW.minusSeconds(3600)), entry.generate());
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has somebody else sign what stays in the issuer's name. */
  public TestCrl signedBy(Identity other) {
    signer = other;
    return this;
  }

  public TestCrl with(String otherAlgorithm) {
    algorithm = otherAlgorithm;
    return this;
  }

  public TestCrl with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
    try {
      builder.addExtension(id, critical, value);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] make() {
    try {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils()
              .createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
      return builder.build(new JcaContentSignerBuilder(algorithm).build(signer.key())).getEncoded();
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** These lists, all of which can be read. */
  public static Revocations at(byte[]... lists) {
    return Revocations.parse(List.of(lists)).toOptional().orElseThrow();
  }

  /** Current lists, revoking nothing, of each of these. */
  public static Revocations clean(Identity... issuers) {
    return at(
        Arrays.stream(issuers).map(issuer -> of(issuer).number(1).make()).toArray(byte[][]::new));
  }
}
