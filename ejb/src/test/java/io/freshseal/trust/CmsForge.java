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
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
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
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
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
  private ASN1ObjectIdentifier digest = NISTObjectIdentifiers.id_sha256;
  private Sha256 statedDigest;
  private Instant signingTime = TestPki.NOW.minusSeconds(60);
  private X509Certificate namedCertificate;
  private String encoding = "DER";
  private final List<Function<byte[], Attribute>> unsigned = new ArrayList<>();

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

  /** Names a digest of its own, which a post-quantum key leaves open. */
  public CmsForge digesting(ASN1ObjectIdentifier other) {
    digest = other;
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

  /** Carries a token over the signature as an unsigned attribute. */
  public CmsForge stamped(TokenForge token) {
    return carrying(
        PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, signature -> token.over(signature));
  }

  /** Carries whatever is made of the signature's value as an unsigned attribute. */
  public CmsForge carrying(ASN1ObjectIdentifier type, Function<byte[], byte[]> value) {
    unsigned.add(signature -> new Attribute(type, new DERSet(parsed(value.apply(signature)))));
    return this;
  }

  /** Carries an unsigned attribute of any form. */
  public CmsForge carrying(Attribute attribute) {
    unsigned.add(signature -> attribute);
    return this;
  }

  private static ASN1Primitive parsed(byte[] der) {
    try {
      return ASN1Primitive.fromByteArray(der);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
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
      return withUnsigned(generator.generate(new CMSProcessableByteArray(content), attached))
          .toASN1Structure()
          .getEncoded(encoding);
    } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private CMSSignedData withUnsigned(CMSSignedData signed) {
    if (unsigned.isEmpty()) {
      return signed;
    }
    List<SignerInformation> with = new ArrayList<>();
    for (SignerInformation signer : signed.getSignerInfos()) {
      ASN1EncodableVector all = new ASN1EncodableVector();
      unsigned.forEach(attribute -> all.add(attribute.apply(signer.getSignature())));
      with.add(SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(all)));
    }
    return CMSSignedData.replaceSigners(signed, new SignerInformationStore(with));
  }

  private SignerInfoGenerator signerInfo(Identity signer)
      throws OperatorCreationException, GeneralSecurityException {
    JcaSignerInfoGeneratorBuilder builder =
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .setDirectSignature(!withAttributes)
            .setSignedAttributeGenerator(new SimpleAttributeTableGenerator(table(signer)));
    if (algorithm.startsWith("ML-DSA")) {
      builder.setContentDigest(new AlgorithmIdentifier(digest));
    }
    ContentSigner key = TestPki.signer(algorithm, signer.key());
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
