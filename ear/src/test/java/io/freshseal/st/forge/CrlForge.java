package io.freshseal.st.forge;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a revocation list (RFC 5280 5) of one authority. */
public final class CrlForge {
  private final Identity issuer;
  private final JcaX509v2CRLBuilder builder;
  private long number = 1;

  private CrlForge(Identity issuer) {
    this.issuer = issuer;
    this.builder =
        new JcaX509v2CRLBuilder(
            issuer.certificate(), Date.from(Clock.systemUTC().instant().minusSeconds(3600)));
    builder.setNextUpdate(Date.from(CertificateForge.daysFromNow(60)));
  }

  /** An empty list, due in sixty days, number 1. */
  public static CrlForge of(Identity issuer) {
    return new CrlForge(issuer);
  }

  /**
   * Lists a certificate.
   *
   * @param reason of {@link org.bouncycastle.asn1.x509.CRLReason}
   */
  public CrlForge revoking(Identity identity, Instant since, int reason) {
    builder.addCRLEntry(identity.certificate().getSerialNumber(), Date.from(since), reason);
    return this;
  }

  public CrlForge numbered(long crlNumber) {
    number = crlNumber;
    return this;
  }

  public CrlForge dueAt(Instant nextUpdate) {
    builder.setNextUpdate(Date.from(nextUpdate));
    return this;
  }

  /** The list as DER. */
  public byte[] make() {
    try {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils()
              .createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
      builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
      return builder
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.key()))
          .getEncoded();
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
