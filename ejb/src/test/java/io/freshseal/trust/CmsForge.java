package io.freshseal.trust;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.TestPki.Identity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
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
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Writes CMS SignedData with exactly one thing wrong, or nothing. */
public final class CmsForge {

  private final byte[] content;
  private final String hints;
  private final List<Identity> signers = new ArrayList<>();
  private final List<X509Certificate> extraCertificates = new ArrayList<>();
  private final List<ASN1ObjectIdentifier> leftOut = new ArrayList<>();
  private final List<Attribute> added = new ArrayList<>();
  private boolean attached;
  private boolean byKeyIdentifier;
  private boolean withAttributes = true;
  private boolean withCertificates = true;
  private String algorithm = "SHA256withECDSA";
  private Sha256 statedDigest;
  private Instant signingTime = TestPki.NOW.minusSeconds(60);
  private X509Certificate namedCertificate;
  private String encoding = "DER";

  private CmsForge(byte[] content, String hints) {
    this.content = content.clone();
    this.hints = hints;
    this.statedDigest = Sha256.of(content);
  }

  public static CmsForge over(byte[] content, String hints) {
    return new CmsForge(content, hints);
  }

  public CmsForge by(Identity signer) {
    signers.add(signer);
    return this;
  }

  public CmsForge attached() {
    attached = true;
    return this;
  }

  public CmsForge without(ASN1ObjectIdentifier attribute) {
    leftOut.add(attribute);
    return this;
  }

  public CmsForge adding(ASN1ObjectIdentifier type, ASN1Encodable... values) {
    added.add(new Attribute(type, new DERSet(values)));
    return this;
  }

  public CmsForge withoutAttributes() {
    withAttributes = false;
    return this;
  }

  public CmsForge withoutCertificates() {
    withCertificates = false;
    return this;
  }

  public CmsForge with(String signatureAlgorithm) {
    algorithm = signatureAlgorithm;
    return this;
  }

  public CmsForge statingDigest(Sha256 digest) {
    statedDigest = digest;
    return this;
  }

  public CmsForge signedAt(Instant time) {
    signingTime = time;
    return this;
  }

  public CmsForge naming(X509Certificate certificate) {
    namedCertificate = certificate;
    return this;
  }

  public CmsForge carrying(X509Certificate certificate) {
    extraCertificates.add(certificate);
    return this;
  }

  /** Points at the signer's certificate by its key identifier (RFC 5652 5.3, version 3). */
  public CmsForge byKeyIdentifier() {
    byKeyIdentifier = true;
    return this;
  }

  public CmsForge encoded(String asn1Encoding) {
    encoding = asn1Encoding;
    return this;
  }

  public byte[] make() {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      for (Identity signer : signers) {
        generator.addSignerInfoGenerator(signerInfo(signer));
        if (withCertificates) {
          generator.addCertificates(new JcaCertStore(TestPki.chain(signer)));
        }
      }
      generator.addCertificates(new JcaCertStore(extraCertificates));
      return generator
          .generate(new CMSProcessableByteArray(content), attached)
          .toASN1Structure()
          .getEncoded(encoding);
    } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SignerInfoGenerator signerInfo(Identity signer)
      throws OperatorCreationException, GeneralSecurityException {
    JcaSignerInfoGeneratorBuilder builder =
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .setDirectSignature(!withAttributes)
            .setSignedAttributeGenerator(new SimpleAttributeTableGenerator(table(signer)));
    ContentSigner key = new JcaContentSignerBuilder(algorithm).build(signer.key());
    if (!byKeyIdentifier) {
      return builder.build(key, signer.certificate());
    }
    byte[] extension =
        signer.certificate().getExtensionValue(Extension.subjectKeyIdentifier.getId());
    byte[] inner = ASN1OctetString.getInstance(extension).getOctets();
    return builder.build(key, ASN1OctetString.getInstance(inner).getOctets());
  }

  private AttributeTable table(Identity signer) throws GeneralSecurityException {
    X509Certificate named = namedCertificate == null ? signer.certificate() : namedCertificate;
    ASN1EncodableVector all = new ASN1EncodableVector();
    add(all, CMSAttributes.contentType, CMSObjectIdentifiers.data);
    add(all, CMSAttributes.messageDigest, new DEROctetString(statedDigest.bytes()));
    add(all, CMSAttributes.signingTime, new Time(Date.from(signingTime)));
    add(
        all,
        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
        new SigningCertificateV2(new ESSCertIDv2(Sha256.of(named.getEncoded()).bytes())));
    add(
        all,
        PKCSObjectIdentifiers.id_aa_contentHint,
        new ContentHints(CMSObjectIdentifiers.data, new DERUTF8String(hints)));
    added.forEach(all::add);
    return new AttributeTable(all);
  }

  private void add(ASN1EncodableVector all, ASN1ObjectIdentifier type, ASN1Encodable value) {
    if (!leftOut.contains(type)) {
      all.add(new Attribute(type, new DERSet(value)));
    }
  }
}
