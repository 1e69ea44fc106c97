package io.freshseal.trust.control.cms;

import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ContentHints;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Writes CMS SignedData (RFC 5652) as strict DER. */
public final class CmsSigning {

  private static final AlgorithmIdentifier SHA256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

  private CmsSigning() {}

  /**
   * Signs content that is not at hand, with both keys if the signer has two.
   *
   * @param content its digest
   */
  public static byte[] detached(
      IssuedSigner signer, Sha256 content, String contentHints, Instant signingTime) {
    byte[] classical =
        sign(
            signer, new CMSAbsentContent(), attributes(signer, content, contentHints, signingTime));
    return UnsignedWriter.carrying(
        classical,
        Optional.empty(),
        signer.postQuantum().map(s -> detached(s, content, contentHints, signingTime)));
  }

  /** Signs content and carries it inside, once, with both keys if the signer has two. */
  public static byte[] attached(
      IssuedSigner signer, byte[] content, String contentHints, Instant signingTime) {
    Sha256 digest = Sha256.of(content);
    byte[] classical =
        sign(
            signer,
            new CMSProcessableByteArray(content),
            attributes(signer, digest, contentHints, signingTime));
    return UnsignedWriter.carrying(
        classical,
        Optional.empty(),
        signer.postQuantum().map(s -> detached(s, digest, contentHints, signingTime)));
  }

  private static byte[] sign(IssuedSigner signer, CMSTypedData content, AttributeTable attributes) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              // Named, for a post-quantum key would choose another one.
              .setContentDigest(SHA256)
              .setSignedAttributeGenerator(new SimpleAttributeTableGenerator(attributes))
              .build(SignatureNames.signer(signer.key()), signer.certificate()));
      generator.addCertificates(new JcaCertStore(signer.chain()));
      boolean encapsulate = content.getContent() != null;
      return generator
          .generate(content, encapsulate)
          .toASN1Structure()
          .getEncoded(ASN1Encoding.DER);
    } catch (CMSException
        | OperatorCreationException
        | CertificateEncodingException
        | IOException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  private static AttributeTable attributes(
      IssuedSigner signer, Sha256 content, String contentHints, Instant signingTime) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(attribute(CMSAttributes.contentType, CMSObjectIdentifiers.data));
    all.add(attribute(CMSAttributes.messageDigest, new DEROctetString(content.bytes())));
    all.add(attribute(CMSAttributes.signingTime, new Time(Date.from(signingTime))));
    all.add(
        attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new SigningCertificateV2(identify(signer.certificate()))));
    all.add(
        attribute(
            PKCSObjectIdentifiers.id_aa_contentHint,
            new ContentHints(CMSObjectIdentifiers.data, new DERUTF8String(contentHints))));
    return new AttributeTable(all);
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }

  // RFC 5035 4: the default hash algorithm is SHA-256 and is left out in DER.
  private static ESSCertIDv2 identify(X509Certificate certificate) {
    try {
      X500Name issuer = X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
      return new ESSCertIDv2(
          Sha256.of(certificate.getEncoded()).bytes(),
          new IssuerSerial(
              new GeneralNames(new GeneralName(issuer)), certificate.getSerialNumber()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("the signer's certificate has an encoding", e);
    }
  }
}
