package io.freshseal.trust;

import io.freshseal.trust.TestPki.Identity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Makes timestamp tokens with exactly one thing wrong, or nothing. */
public final class TokenForge {

  private final Identity authority;
  private final Instant time;
  private byte[] imprinted;
  private ASN1ObjectIdentifier imprintAlgorithm = NISTObjectIdentifiers.id_sha256;
  private boolean namesBySha1;
  private String algorithm = "SHA256withECDSA";
  private int extraCertificates;
  private int accuracySeconds;

  private TokenForge(Identity authority, Instant time) {
    this.authority = authority;
    this.time = time;
  }

  public static TokenForge by(Identity authority, Instant time) {
    return new TokenForge(authority, time);
  }

  /** Over other bytes than those of the signature that will carry it. */
  public TokenForge insteadOver(byte[] other) {
    imprinted = other.clone();
    return this;
  }

  public TokenForge with(String signatureAlgorithm) {
    algorithm = signatureAlgorithm;
    return this;
  }

  public TokenForge imprintedWith(ASN1ObjectIdentifier digest) {
    imprintAlgorithm = digest;
    return this;
  }

  /** Names its signer by SHA-1 alone, as RFC 3161 had it before RFC 5816. */
  public TokenForge namingBySha1() {
    namesBySha1 = true;
    return this;
  }

  public TokenForge accurateTo(int seconds) {
    accuracySeconds = seconds;
    return this;
  }

  /** Carries so many certificates more than its chain. */
  public TokenForge padded(int certificates) {
    extraCertificates = certificates;
    return this;
  }

  /** The token as DER. */
  public byte[] over(byte[] signature) {
    try {
      MessageDigest digest = MessageDigest.getInstance(imprintAlgorithm.getId());
      byte[] imprint = digest.digest(imprinted == null ? signature : imprinted);
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setSignedAttributeGenerator(
                  new DefaultSignedAttributeTableGenerator(new AttributeTable(naming())))
              .build(TestPki.signer(algorithm, authority.key()), authority.certificate()));
      generator.addCertificates(new JcaCertStore(certificates()));
      return generator
          .generate(
              new CMSProcessableByteArray(
                  PKCSObjectIdentifiers.id_ct_TSTInfo, info(imprint).getEncoded("DER")),
              true)
          .toASN1Structure()
          .getEncoded("DER");
    } catch (CMSException | IOException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private TSTInfo info(byte[] imprint) {
    return new TSTInfo(
        new ASN1ObjectIdentifier("1.2.3.4"),
        new MessageImprint(new AlgorithmIdentifier(imprintAlgorithm), imprint),
        new ASN1Integer(1),
        new ASN1GeneralizedTime(Date.from(time)),
        accuracySeconds == 0 ? null : new Accuracy(new ASN1Integer(accuracySeconds), null, null),
        null,
        null,
        null,
        null);
  }

  private ASN1EncodableVector naming() throws GeneralSecurityException {
    byte[] certificate = authority.certificate().getEncoded();
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(
        namesBySha1
            ? new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificate,
                new DERSet(
                    new SigningCertificate(
                        new ESSCertID(MessageDigest.getInstance("SHA-1").digest(certificate)))))
            : new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(
                    new SigningCertificateV2(
                        new ESSCertIDv2(
                            MessageDigest.getInstance("SHA-256").digest(certificate))))));
    return attributes;
  }

  private List<X509Certificate> certificates() {
    List<X509Certificate> certificates = new ArrayList<>(TestPki.chain(authority));
    for (int i = 0; i < extraCertificates; i++) {
      certificates.add(
          TestPki.selfSigned(TestPki.Wish.root("Padding").postQuantum()).certificate());
    }
    return certificates;
  }
}
