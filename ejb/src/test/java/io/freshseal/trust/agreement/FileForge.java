package io.freshseal.trust.agreement;

import io.freshseal.trust.DerNode;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Writes a signature file part by part, so that each part can be something else and the signature
 * over the rest still be right.
 */
final class FileForge {

  static final byte[] CONTENT = "pattern one\npattern two\n".getBytes(StandardCharsets.US_ASCII);
  static final String HINTS = "component=pattern.scan;version=19.421.00";

  static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
  static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
  static final String SIGNING_TIME = "1.2.840.113549.1.9.5";
  static final String SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47";
  static final String CONTENT_HINTS = "1.2.840.113549.1.9.16.2.4";
  static final String ID_DATA = "1.2.840.113549.1.7.1";

  private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
  private static final BouncyCastleProvider BC = new BouncyCastleProvider();
  private static final Map<String, String> DIGESTS =
      Map.of(
          "SHA-1", "1.3.14.3.2.26",
          "SHA-256", "2.16.840.1.101.3.4.2.1",
          "SHA-384", "2.16.840.1.101.3.4.2.2",
          "SHA-512", "2.16.840.1.101.3.4.2.3",
          "MD5", "1.2.840.113549.2.5");
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "SHA256withECDSA", "1.2.840.10045.4.3.2",
          "SHA384withECDSA", "1.2.840.10045.4.3.3",
          "SHA512withECDSA", "1.2.840.10045.4.3.4",
          "SHA1withECDSA", "1.2.840.10045.4.1",
          "Ed25519", "1.3.101.112");
  private static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";

  private final Identity signer;
  private byte[] content = CONTENT;
  private String hints = HINTS;
  private String digest = "SHA-256";
  private String signatureIdentifier;
  private boolean byKey;
  private boolean signedAttributes = true;
  private UnaryOperator<byte[]> afterSigning = signature -> signature;
  private final List<Consumer<List<DerNode>>> attributeEdits = new ArrayList<>();
  private boolean sorted = true;
  private final List<X509Certificate> extra = new ArrayList<>();
  private boolean chain = true;

  FileForge(Identity signer) {
    this.signer = signer;
  }

  FileForge over(byte[] other) {
    content = other;
    return this;
  }

  FileForge hints(String text) {
    hints = text;
    return this;
  }

  FileForge digest(String name) {
    digest = name;
    return this;
  }

  FileForge signatureIdentifier(String oid) {
    signatureIdentifier = oid;
    return this;
  }

  FileForge byKey() {
    byKey = true;
    return this;
  }

  FileForge withoutAttributes() {
    signedAttributes = false;
    return this;
  }

  FileForge withoutChain() {
    chain = false;
    return this;
  }

  FileForge carrying(X509Certificate... certificates) {
    extra.addAll(List.of(certificates));
    return this;
  }

  FileForge signature(UnaryOperator<byte[]> change) {
    afterSigning = change;
    return this;
  }

  /** Changes the attributes before they are signed. */
  FileForge attributes(Consumer<List<DerNode>> edit) {
    attributeEdits.add(edit);
    return this;
  }

  FileForge without(String type) {
    return attributes(all -> all.removeIf(node -> isOf(node, type)));
  }

  FileForge replacing(String type, DerNode... values) {
    return without(type).attributes(all -> all.add(attribute(type, values)));
  }

  FileForge unsorted() {
    sorted = false;
    return this;
  }

  byte[] make() {
    return tree().encode();
  }

  /** The whole file: ContentInfo, its content, and the SignedData in that. */
  DerNode tree() {
    DerNode data =
        DerNode.constructed(
            0x30,
            integer(byKey ? 3 : 1),
            DerNode.constructed(0x31, algorithm(DIGESTS.get(digest), false)),
            DerNode.constructed(0x30, oid(ID_DATA)),
            certificates(),
            DerNode.constructed(0x31, signerInfo()));
    return DerNode.constructed(0x30, oid(SIGNED_DATA), DerNode.constructed(0xa0, data));
  }

  private DerNode certificates() {
    List<X509Certificate> all = new ArrayList<>(chain ? TestPki.chain(signer) : List.of());
    if (chain && signer.issuer() == null) {
      all.add(signer.certificate());
    }
    all.addAll(extra);
    DerNode set = DerNode.constructed(0xa0);
    all.stream()
        .map(FileForge::encoded)
        .sorted(Arrays::compareUnsigned)
        .distinct()
        .forEach(der -> set.children().add(DerNode.parse(der)));
    return set;
  }

  /** A SignerInfo alone, to be put beside another. */
  DerNode signerInfo() {
    DerNode attributes = signedAttributes();
    byte[] toSign = signedAttributes ? attributes.encode() : content;
    DerNode info =
        DerNode.constructed(
            0x30,
            integer(byKey ? 3 : 1),
            byKey ? DerNode.primitive(0x80, keyIdentifier()) : issuerAndSerial(),
            algorithm(DIGESTS.get(digest), false));
    if (signedAttributes) {
      DerNode implicit = attributes.copy();
      implicit.retag(0xa0);
      info.children().add(implicit);
    }
    info.children().add(signatureAlgorithm());
    info.children().add(DerNode.primitive(0x04, afterSigning.apply(sign(toSign))));
    return info;
  }

  private DerNode signedAttributes() {
    List<DerNode> all = new ArrayList<>();
    all.add(attribute(CONTENT_TYPE, oid(ID_DATA)));
    all.add(attribute(MESSAGE_DIGEST, DerNode.primitive(0x04, digest(digest, content))));
    all.add(
        attribute(
            SIGNING_TIME,
            DerNode.primitive(0x17, "300601115900Z".getBytes(StandardCharsets.US_ASCII))));
    all.add(attribute(SIGNING_CERTIFICATE, certificateReference(signer.certificate())));
    all.add(attribute(CONTENT_HINTS, hintsValue(hints)));
    attributeEdits.forEach(edit -> edit.accept(all));
    if (sorted) {
      all.sort((a, b) -> Arrays.compareUnsigned(a.encode(), b.encode()));
    }
    return DerNode.constructed(0x31, all.toArray(DerNode[]::new));
  }

  private byte[] sign(byte[] bytes) {
    String key = signer.key().getAlgorithm();
    String java =
        key.startsWith("Ed")
            ? "Ed25519"
            : digest.replace("-", "") + (key.equals("RSA") ? "withRSA" : "withECDSA");
    try {
      Signature signature = Signature.getInstance(java, BC);
      signature.initSign(signer.key());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private DerNode signatureAlgorithm() {
    String key = signer.key().getAlgorithm();
    if (signatureIdentifier != null) {
      return algorithm(signatureIdentifier, key.equals("RSA"));
    }
    if (key.equals("RSA")) {
      return algorithm(RSA_ENCRYPTION, true);
    }
    return algorithm(
        SIGNATURES.get(key.startsWith("Ed") ? "Ed25519" : digest.replace("-", "") + "withECDSA"),
        false);
  }

  private DerNode issuerAndSerial() {
    X509Certificate certificate = signer.certificate();
    return DerNode.constructed(
        0x30,
        DerNode.parse(certificate.getIssuerX500Principal().getEncoded()),
        DerNode.primitive(0x02, certificate.getSerialNumber().toByteArray()));
  }

  private byte[] keyIdentifier() {
    byte[] extension =
        signer.certificate().getExtensionValue(Extension.subjectKeyIdentifier.getId());
    return ASN1OctetString.getInstance(ASN1OctetString.getInstance(extension).getOctets())
        .getOctets();
  }

  static boolean isOf(DerNode attribute, String type) {
    return Arrays.equals(attribute.at(0).encode(), oid(type).encode());
  }

  static DerNode attribute(String type, DerNode... values) {
    return DerNode.constructed(0x30, oid(type), DerNode.constructed(0x31, values));
  }

  /** SigningCertificateV2 with the default digest, SHA-256 (RFC 5035 4). */
  static DerNode certificateReference(X509Certificate certificate) {
    DerNode id =
        DerNode.constructed(0x30, DerNode.primitive(0x04, digest("SHA-256", encoded(certificate))));
    return DerNode.constructed(0x30, DerNode.constructed(0x30, id));
  }

  static DerNode hintsValue(String text) {
    return DerNode.constructed(
        0x30, DerNode.primitive(0x0c, text.getBytes(StandardCharsets.UTF_8)), oid(ID_DATA));
  }

  static DerNode integer(int small) {
    return DerNode.primitive(0x02, new byte[] {(byte) small});
  }

  static DerNode oid(String dotted) {
    return node(new ASN1ObjectIdentifier(dotted));
  }

  static DerNode node(ASN1Encodable value) {
    try {
      return DerNode.parse(value.toASN1Primitive().getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static DerNode algorithm(String oid, boolean nullParameters) {
    DerNode identifier = DerNode.constructed(0x30, oid(oid));
    if (nullParameters) {
      identifier.children().add(DerNode.primitive(0x05, new byte[0]));
    }
    return identifier;
  }

  static byte[] digest(String name, byte[] bytes) {
    try {
      return MessageDigest.getInstance(name).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
