package io.freshseal.trust.control.cms;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;

/** Adds to a signature what it carries beside itself. */
public final class UnsignedWriter {

  private UnsignedWriter() {}

  /** The value of the signature in an envelope made here, which a timestamp is over. */
  public static byte[] signatureValue(byte[] envelope) {
    try {
      return signer(new CMSSignedData(envelope)).getSignature();
    } catch (CMSException e) {
      throw new IllegalStateException("what was made here can be read", e);
    }
  }

  /**
   * The envelope with these attributes beside those that it has.
   *
   * @param envelope made here
   * @param timestamp DER of a token over its signature value
   * @param postQuantum DER of a post-quantum signature over the same content
   */
  public static byte[] carrying(
      byte[] envelope, Optional<byte[]> timestamp, Optional<byte[]> postQuantum) {
    try {
      ASN1EncodableVector attributes = new ASN1EncodableVector();
      if (timestamp.isPresent()) {
        attributes.add(attribute(UnsignedReader.TIMESTAMP, timestamp.get()));
      }
      if (postQuantum.isPresent()) {
        attributes.add(attribute(UnsignedReader.POST_QUANTUM, postQuantum.get()));
      }
      if (attributes.size() == 0) {
        return envelope;
      }
      CMSSignedData signed = new CMSSignedData(envelope);
      AttributeTable present = signer(signed).getUnsignedAttributes();
      if (present != null) {
        for (Attribute attribute : present.toASN1Structure().getAttributes()) {
          attributes.add(attribute);
        }
      }
      SignerInformation with =
          SignerInformation.replaceUnsignedAttributes(
              signer(signed), new AttributeTable(attributes));
      return CMSSignedData.replaceSigners(signed, new SignerInformationStore(with))
          .toASN1Structure()
          .getEncoded(ASN1Encoding.DER);
    } catch (CMSException | IOException e) {
      throw new IllegalStateException("what was made here can be read", e);
    }
  }

  private static SignerInformation signer(CMSSignedData signed) {
    return signed.getSignerInfos().iterator().next();
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, byte[] der) throws IOException {
    return new Attribute(type, new DERSet(ASN1Primitive.fromByteArray(der)));
  }
}
