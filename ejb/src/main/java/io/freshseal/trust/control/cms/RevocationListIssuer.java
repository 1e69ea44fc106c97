package io.freshseal.trust.control.cms;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificate revocation lists (RFC 5280 5). */
public final class RevocationListIssuer {

  private RevocationListIssuer() {}

  /**
   * What a list to be issued says.
   *
   * @param number higher than that of every list before
   * @param nextUpdate the instant by which another one follows
   */
  public record Draft(
      BigInteger number, Instant thisUpdate, Instant nextUpdate, List<Entry> entries) {
    public Draft {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A revoked certificate.
   *
   * @param reason its number in RFC 5280 5.3.1
   */
  public record Entry(BigInteger serialNumber, Instant at, int reason) {}

  /** Issues a complete list as DER, signed with the authority's own key. */
  public static byte[] issue(IssuedSigner authority, Draft draft) {
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(
            X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded()),
            Date.from(draft.thisUpdate()));
    builder.setNextUpdate(Date.from(draft.nextUpdate()));
    for (Entry entry : draft.entries()) {
      builder.addCRLEntry(entry.serialNumber(), Date.from(entry.at()), entry.reason());
    }
    try {
      builder.addExtension(Extension.cRLNumber, false, new CRLNumber(draft.number()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils()
              .createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
      return builder
          .build(
              new JcaContentSignerBuilder(SignatureNames.of(authority.key()))
                  .build(authority.key()))
          .getEncoded();
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("the authority cannot issue a revocation list", e);
    }
  }
}
