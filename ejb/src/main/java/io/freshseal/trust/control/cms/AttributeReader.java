package io.freshseal.trust.control.cms;

import io.freshseal.trust.entity.TrustSentence;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ContentHints;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** Reads signed attributes (RFC 5652 11, RFC 5035, RFC 2634). */
final class AttributeReader {

  private AttributeReader() {}

  static SignedAttributes read(ASN1Set set) throws IOException {
    Map<ASN1ObjectIdentifier, ASN1Encodable> values = values(set);
    return new SignedAttributes(
        set.getEncoded(ASN1Encoding.DER),
        Optional.ofNullable(values.get(CMSAttributes.contentType))
            .map(v -> ASN1ObjectIdentifier.getInstance(v).getId()),
        Optional.ofNullable(values.get(CMSAttributes.messageDigest))
            .map(v -> ASN1OctetString.getInstance(v).getOctets()),
        Optional.ofNullable(values.get(CMSAttributes.signingTime)).map(AttributeReader::time),
        Optional.ofNullable(values.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2))
            .map(AttributeReader::certificateHash),
        Optional.ofNullable(values.get(PKCSObjectIdentifiers.id_aa_contentHint))
            .flatMap(AttributeReader::hint));
  }

  // RFC 5652 5.3: no attribute type twice; those the policy asks for have exactly one value.
  private static Map<ASN1ObjectIdentifier, ASN1Encodable> values(ASN1Set set) {
    Map<ASN1ObjectIdentifier, ASN1Encodable> values = new HashMap<>();
    for (ASN1Encodable element : set) {
      Attribute attribute = Attribute.getInstance(element);
      ASN1Set given = attribute.getAttrValues();
      if (given.size() != 1 || values.put(attribute.getAttrType(), given.getObjectAt(0)) != null) {
        throw new MalformedEnvelopeException(
            TrustSentence.FORM_ATTRIBUTE_COUNT, attribute.getAttrType());
      }
    }
    return values;
  }

  private static Instant time(ASN1Encodable value) {
    try {
      if (value instanceof ASN1UTCTime utc) {
        return utc.getAdjustedDate().toInstant();
      }
      return ASN1GeneralizedTime.getInstance(value).getDate().toInstant();
    } catch (ParseException e) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_SIGNING_TIME);
    }
  }

  private static byte[] certificateHash(ASN1Encodable value) {
    ESSCertIDv2[] ids = SigningCertificateV2.getInstance(value).getCerts();
    if (ids.length == 0
        || !NISTObjectIdentifiers.id_sha256.equals(ids[0].getHashAlgorithm().getAlgorithm())) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_SIGNING_CERTIFICATE);
    }
    return ids[0].getCertHash();
  }

  private static Optional<String> hint(ASN1Encodable value) {
    return Optional.ofNullable(ContentHints.getInstance(value).getContentDescriptionUTF8())
        .map(text -> text.getString());
  }
}
