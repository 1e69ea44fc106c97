package io.freshseal.trust.control.cms;

import io.freshseal.trust.entity.TrustSentence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/** Reads a SignedData (RFC 5652 5.1) into plain values; throws whatever the bytes provoke. */
final class EnvelopeReader {

  /** Most certificates an envelope may carry; a real chain has two or three. */
  static final int MAX_CERTIFICATES = 10;

  /** Most signers that are looked at; one is expected, more are counted to be refused. */
  static final int MAX_SIGNERS = 10;

  private EnvelopeReader() {}

  static CmsEnvelope read(byte[] bytes, EnvelopeForm form)
      throws IOException, CertificateException {
    SignedData data = signedData(bytes);
    requireNoRevocationLists(data);
    List<X509Certificate> certificates = certificates(data.getCertificates());
    List<CmsSigner> signers = new ArrayList<>();
    for (SignerInfo info : signerInfos(data)) {
      signers.add(signer(info, certificates, form));
    }
    requireVersion(
        data.getVersion(), form.version(signers.stream().anyMatch(CmsSigner::identifiedByKey)));
    return new CmsEnvelope(certificates, digestAlgorithms(data), signers, content(data, form));
  }

  private static SignedData signedData(byte[] bytes) throws IOException {
    ValueCount.requireFew(bytes);
    ASN1Primitive whole;
    try (ASN1InputStream in = new ASN1InputStream(bytes)) {
      whole = in.readObject();
    }
    if (whole == null || !isStrictDer(whole, bytes)) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_NOT_DER);
    }
    ContentInfo info = ContentInfo.getInstance(whole);
    if (!CMSObjectIdentifiers.signedData.equals(info.getContentType())) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_CONTENT_TYPE);
    }
    return SignedData.getInstance(info.getContent());
  }

  // Encoded once more as DER the bytes must be the same: that rules out every BER freedom and
  // anything that follows the structure.
  private static boolean isStrictDer(ASN1Primitive whole, byte[] bytes) throws IOException {
    MatchingOutputStream same = new MatchingOutputStream(bytes);
    whole.encodeTo(same, ASN1Encoding.DER);
    return same.matchesAll();
  }

  // RFC 5652 5.1, 5.3: the version follows from the rest; nothing that a reader skips may vary.
  private static void requireVersion(ASN1Integer version, int expected) {
    if (!version.hasValue(expected)) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_VERSION);
    }
  }

  // Lists come as objects of their own, named by the catalog; here nobody would read them.
  private static void requireNoRevocationLists(SignedData data) {
    if (data.getCRLs() != null) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_REVOCATION_LISTS);
    }
  }

  private static Set<String> digestAlgorithms(SignedData data) {
    Set<String> algorithms = new HashSet<>();
    for (ASN1Encodable element : data.getDigestAlgorithms()) {
      algorithms.add(algorithm(AlgorithmIdentifier.getInstance(element)));
    }
    return algorithms;
  }

  // All algorithms of the allow-list have no parameters: absent, or NULL (RFC 5754).
  private static String algorithm(AlgorithmIdentifier identifier) {
    ASN1Encodable parameters = identifier.getParameters();
    if (parameters != null && !DERNull.INSTANCE.equals(parameters.toASN1Primitive())) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_PARAMETERS);
    }
    return identifier.getAlgorithm().getId();
  }

  private static Optional<byte[]> content(SignedData data, EnvelopeForm form) {
    ContentInfo inner = data.getEncapContentInfo();
    if (!form.contentType().equals(inner.getContentType())) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_NOT_DATA);
    }
    return Optional.ofNullable(inner.getContent())
        .map(c -> ASN1OctetString.getInstance(c).getOctets());
  }

  private static List<X509Certificate> certificates(ASN1Set set)
      throws IOException, CertificateException {
    List<X509Certificate> certificates = new ArrayList<>();
    if (set == null) {
      return certificates;
    }
    if (set.size() > MAX_CERTIFICATES) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_CERTIFICATE_COUNT, set.size());
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (ASN1Encodable element : set) {
      if (!(element.toASN1Primitive() instanceof ASN1Sequence certificate)) {
        throw new MalformedEnvelopeException(TrustSentence.FORM_NOT_X509);
      }
      byte[] der = certificate.getEncoded(ASN1Encoding.DER);
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
    }
    return certificates;
  }

  private static List<SignerInfo> signerInfos(SignedData data) {
    ASN1Set set = data.getSignerInfos();
    if (set.size() > MAX_SIGNERS) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_SIGNER_COUNT, set.size());
    }
    List<SignerInfo> infos = new ArrayList<>();
    for (ASN1Encodable element : set) {
      infos.add(SignerInfo.getInstance(element));
    }
    return infos;
  }

  private static CmsSigner signer(
      SignerInfo info, List<X509Certificate> certificates, EnvelopeForm form) throws IOException {
    ASN1Set attributes = info.getAuthenticatedAttributes();
    boolean byKey = info.getSID().getId() instanceof ASN1OctetString;
    requireVersion(info.getVersion(), byKey ? 3 : 1);
    return new CmsSigner(
        find(info.getSID(), certificates),
        byKey,
        algorithm(info.getDigestAlgorithm()),
        algorithm(info.getDigestEncryptionAlgorithm()),
        info.getEncryptedDigest().getOctets(),
        attributes == null ? Optional.empty() : Optional.of(AttributeReader.read(attributes)),
        UnsignedReader.read(info.getUnauthenticatedAttributes(), form));
  }

  private static Optional<X509Certificate> find(
      SignerIdentifier sid, List<X509Certificate> certificates) throws IOException {
    if (sid.getId() instanceof ASN1OctetString keyId) {
      byte[] extension = keyId.getEncoded(ASN1Encoding.DER);
      return certificates.stream().filter(c -> hasKeyId(c, extension)).findFirst();
    }
    IssuerAndSerialNumber name = IssuerAndSerialNumber.getInstance(sid.getId());
    byte[] issuer = name.getName().getEncoded(ASN1Encoding.DER);
    return certificates.stream()
        .filter(c -> c.getSerialNumber().equals(name.getSerialNumber().getValue()))
        .filter(c -> Arrays.equals(c.getIssuerX500Principal().getEncoded(), issuer))
        .findFirst();
  }

  // The extension's value is an OCTET STRING within the OCTET STRING that Java hands out.
  private static boolean hasKeyId(X509Certificate certificate, byte[] keyId) {
    byte[] value = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    return value != null && Arrays.equals(ASN1OctetString.getInstance(value).getOctets(), keyId);
  }
}
