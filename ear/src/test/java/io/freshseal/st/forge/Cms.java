package io.freshseal.st.forge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERTaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ContentHints;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A CMS SignedData (RFC 5652) put together value by value, so that any one of them can be wrong.
 * Signed for real: what is claimed wrongly is still covered by the signature.
 */
public final class Cms {
  private final byte[] content;
  private final String hints;
  private final boolean attached;
  private final List<Identity> signers = new ArrayList<>();
  private byte[] signedContent;
  private byte[] carriedContent;
  private String digest = "SHA-256";
  private boolean withAttributes = true;
  private boolean flipped;
  private ASN1ObjectIdentifier claimedAlgorithm;
  private ASN1ObjectIdentifier leftOut;
  private Instant signingTime =
      Instant.ofEpochSecond(Clock.systemUTC().instant().getEpochSecond() - 60);
  private String encoding = ASN1Encoding.DER;

  private Cms(byte[] content, String hints, boolean attached) {
    this.content = content;
    this.signedContent = content;
    this.carriedContent = content;
    this.hints = hints;
    this.attached = attached;
  }

  /** A signature file over content that is kept elsewhere. */
  public static Cms detached(byte[] content, String hints) {
    return new Cms(content, hints, false);
  }

  /** A signature with its content inside. */
  public static Cms attached(byte[] content, String hints) {
    return new Cms(content, hints, true);
  }

  /** Signs; once more for a second signer. */
  public Cms by(Identity signer) {
    signers.add(signer);
    return this;
  }

  /** Whether the content is inside, as a catalog's is. */
  public boolean isAttached() {
    return attached;
  }

  public Cms signedAt(Instant time) {
    signingTime = time;
    return this;
  }

  /** Signs the digest of other content than is carried or meant. */
  public Cms over(byte[] other) {
    signedContent = other;
    return this;
  }

  /** Carries other content than was signed. */
  public Cms carrying(byte[] other) {
    carriedContent = other;
    return this;
  }

  /** Digests with this algorithm wherever a digest is needed: {@code SHA-1}, {@code SHA-512}. */
  public Cms digesting(String algorithm) {
    digest = algorithm;
    return this;
  }

  /** Signs the content itself (RFC 5652 5.4), without attributes. */
  public Cms withoutAttributes() {
    withAttributes = false;
    return this;
  }

  public Cms without(ASN1ObjectIdentifier attribute) {
    leftOut = attribute;
    return this;
  }

  /** Names another signature algorithm than the one that was used. */
  public Cms claiming(ASN1ObjectIdentifier algorithm) {
    claimedAlgorithm = algorithm;
    return this;
  }

  /** Flips one bit of each signature value. */
  public Cms withBrokenSignature() {
    flipped = true;
    return this;
  }

  /** Encodes with indefinite lengths. */
  public Cms asBer() {
    encoding = ASN1Encoding.BER;
    return this;
  }

  public byte[] make() {
    try {
      ASN1EncodableVector infos = new ASN1EncodableVector();
      Map<X509Certificate, ASN1Encodable> certificates = new LinkedHashMap<>();
      for (Identity signer : signers) {
        infos.add(signerInfo(signer));
        for (X509Certificate certificate : signer.chain()) {
          certificates.put(certificate, Certificate.getInstance(certificate.getEncoded()));
        }
      }
      SignedData data =
          new SignedData(
              new DERSet(new AlgorithmIdentifier(digestIdentifier())),
              new ContentInfo(CMSObjectIdentifiers.data, carried()),
              certificates.isEmpty()
                  ? null
                  : new DERSet(certificates.values().toArray(new ASN1Encodable[0])),
              null,
              new DERSet(infos));
      return isBer()
          ? new BERSequence(CMSObjectIdentifiers.signedData, new BERTaggedObject(0, data))
              .getEncoded(encoding)
          : new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded(encoding);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ASN1Encodable carried() {
    if (!attached) {
      return null;
    }
    return isBer() ? new BEROctetString(carriedContent) : new DEROctetString(carriedContent);
  }

  private boolean isBer() {
    return encoding.equals(ASN1Encoding.BER);
  }

  private SignerInfo signerInfo(Identity signer) throws GeneralSecurityException, IOException {
    X509Certificate certificate = signer.certificate();
    ASN1Set attributes = withAttributes ? attributes(certificate) : null;
    byte[] covered = withAttributes ? attributes.getEncoded(ASN1Encoding.DER) : signedContent;
    return new SignerInfo(
        new SignerIdentifier(
            new IssuerAndSerialNumber(Certificate.getInstance(certificate.getEncoded()))),
        new AlgorithmIdentifier(digestIdentifier()),
        attributes,
        new AlgorithmIdentifier(
            claimedAlgorithm == null ? signatureIdentifier(signer) : claimedAlgorithm),
        new DEROctetString(sign(signer, covered)),
        null);
  }

  private byte[] sign(Identity signer, byte[] covered) throws GeneralSecurityException {
    String hash = digest.replace("-", "");
    Signature signature = Signature.getInstance(hash + (isRsa(signer) ? "withRSA" : "withECDSA"));
    signature.initSign(signer.key());
    signature.update(covered);
    byte[] value = signature.sign();
    if (flipped) {
      value[value.length - 1] ^= 1;
    }
    return value;
  }

  private ASN1Set attributes(X509Certificate certificate) throws GeneralSecurityException {
    ASN1EncodableVector all = new ASN1EncodableVector();
    add(all, CMSAttributes.contentType, CMSObjectIdentifiers.data);
    add(
        all,
        CMSAttributes.messageDigest,
        new DEROctetString(MessageDigest.getInstance(digest).digest(signedContent)));
    add(all, CMSAttributes.signingTime, new Time(Date.from(signingTime)));
    byte[] named = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    add(
        all,
        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
        new SigningCertificateV2(new ESSCertIDv2(named)));
    add(
        all,
        PKCSObjectIdentifiers.id_aa_contentHint,
        new ContentHints(CMSObjectIdentifiers.data, new DERUTF8String(hints)));
    return new DERSet(all);
  }

  private void add(ASN1EncodableVector all, ASN1ObjectIdentifier type, ASN1Encodable value) {
    if (!type.equals(leftOut)) {
      all.add(new Attribute(type, new DERSet(value)));
    }
  }

  private static boolean isRsa(Identity signer) {
    return signer.key().getAlgorithm().equals("RSA");
  }

  private ASN1ObjectIdentifier digestIdentifier() {
    return switch (digest) {
      case "SHA-1" -> OIWObjectIdentifiers.idSHA1;
      case "SHA-512" -> NISTObjectIdentifiers.id_sha512;
      default -> NISTObjectIdentifiers.id_sha256;
    };
  }

  private ASN1ObjectIdentifier signatureIdentifier(Identity signer) {
    return switch (digest) {
      case "SHA-1" ->
          isRsa(signer)
              ? PKCSObjectIdentifiers.sha1WithRSAEncryption
              : X9ObjectIdentifiers.ecdsa_with_SHA1;
      case "SHA-512" ->
          isRsa(signer)
              ? PKCSObjectIdentifiers.sha512WithRSAEncryption
              : X9ObjectIdentifiers.ecdsa_with_SHA512;
      default ->
          isRsa(signer)
              ? PKCSObjectIdentifiers.sha256WithRSAEncryption
              : X9ObjectIdentifiers.ecdsa_with_SHA256;
    };
  }

  /** Text as bytes. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
