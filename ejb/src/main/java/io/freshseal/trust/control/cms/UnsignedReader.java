package io.freshseal.trust.control.cms;

import io.freshseal.trust.entity.TrustSentence;
import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/**
 * Reads unsigned attributes (RFC 5652 11). Two types are known, each with one value at most; any
 * other is refused, for a file that may carry what nobody judges is a file in as many forms as one
 * likes.
 */
final class UnsignedReader {

  /** The attribute that holds a timestamp token (RFC 3161, appendix A). */
  static final ASN1ObjectIdentifier TIMESTAMP = PKCSObjectIdentifiers.id_aa_signatureTimeStampToken;

  /** The attribute that holds the post-quantum signature: an arc of our own (docs/adr). */
  static final ASN1ObjectIdentifier POST_QUANTUM =
      new ASN1ObjectIdentifier("2.25.310635538175282152846117522635830853200");

  /**
   * Longest accepted token, in bytes; one with a chain of three RSA certificates has about 6000.
   */
  static final int MAX_TIMESTAMP_BYTES = 32 * 1024;

  /** Longest accepted post-quantum signature, in bytes; one with its certificate has about 9500. */
  static final int MAX_POST_QUANTUM_BYTES = 64 * 1024;

  private UnsignedReader() {}

  static UnsignedAttributes read(ASN1Set set, EnvelopeForm form) throws IOException {
    if (set == null) {
      return UnsignedAttributes.NONE;
    }
    // RFC 5652 5.3: the set is SIZE (1..MAX), so that an absent one has one spelling only.
    if (set.size() == 0 || !form.mayCarry()) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_UNSIGNED_MISPLACED);
    }
    Optional<byte[]> timestamp = Optional.empty();
    Optional<byte[]> postQuantum = Optional.empty();
    for (ASN1Encodable element : set) {
      Attribute attribute = Attribute.getInstance(element);
      if (TIMESTAMP.equals(attribute.getAttrType()) && timestamp.isEmpty()) {
        timestamp = Optional.of(value(attribute, MAX_TIMESTAMP_BYTES));
      } else if (POST_QUANTUM.equals(attribute.getAttrType()) && postQuantum.isEmpty()) {
        postQuantum = Optional.of(value(attribute, MAX_POST_QUANTUM_BYTES));
      } else {
        throw new MalformedEnvelopeException(TrustSentence.FORM_UNSIGNED_UNKNOWN);
      }
    }
    return new UnsignedAttributes(timestamp, postQuantum);
  }

  private static byte[] value(Attribute attribute, int most) throws IOException {
    if (attribute.getAttrValues().size() != 1) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_UNSIGNED_VALUES);
    }
    byte[] der =
        attribute.getAttrValues().getObjectAt(0).toASN1Primitive().getEncoded(ASN1Encoding.DER);
    if (der.length > most) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_UNSIGNED_TOO_LARGE, most);
    }
    return der;
  }
}
