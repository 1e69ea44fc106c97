package io.freshseal.trust.control.cms;

import io.freshseal.trust.entity.TrustSentence;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;

/** Reads timestamp tokens (RFC 3161 2.4.2); throws whatever the bytes provoke. */
final class TimestampReader {

  private TimestampReader() {}

  static TimestampToken read(byte[] token) throws IOException, CertificateException {
    CmsEnvelope envelope = EnvelopeReader.read(token, EnvelopeForm.TIMESTAMP);
    byte[] content =
        envelope
            .content()
            .orElseThrow(() -> new MalformedEnvelopeException(TrustSentence.TIMESTAMP_UNREADABLE));
    TSTInfo info = info(content);
    MessageImprint imprint = info.getMessageImprint();
    return new TimestampToken(
        envelope,
        time(info),
        accuracy(info.getAccuracy()),
        imprint.getHashAlgorithm().getAlgorithm().getId(),
        imprint.getHashedMessage());
  }

  private static TSTInfo info(byte[] content) throws IOException {
    TSTInfo info = TSTInfo.getInstance(ASN1Primitive.fromByteArray(content));
    // RFC 3161 2.4.2: the TSTInfo is DER, too.
    if (info == null || !Arrays.equals(info.getEncoded(ASN1Encoding.DER), content)) {
      throw new MalformedEnvelopeException(TrustSentence.TIMESTAMP_UNREADABLE);
    }
    if (!info.getVersion().hasValue(1)
        || (info.getExtensions() != null && info.getExtensions().hasAnyCriticalExtensions())) {
      throw new MalformedEnvelopeException(TrustSentence.TIMESTAMP_UNREADABLE);
    }
    return info;
  }

  private static Instant time(TSTInfo info) {
    try {
      return info.getGenTime().getDate().toInstant();
    } catch (ParseException e) {
      throw new MalformedEnvelopeException(TrustSentence.TIMESTAMP_UNREADABLE);
    }
  }

  // Each part is bounded, so that no sum of them leaves the range of an Instant.
  private static Duration accuracy(Accuracy accuracy) {
    if (accuracy == null) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(part(accuracy.getSeconds()))
        .plusMillis(part(accuracy.getMillis()))
        .plusNanos(part(accuracy.getMicros()) * 1000L);
  }

  private static int part(ASN1Integer value) {
    if (value == null) {
      return 0;
    }
    int part = value.intPositiveValueExact();
    if (part < 0) {
      throw new MalformedEnvelopeException(TrustSentence.TIMESTAMP_UNREADABLE);
    }
    return part;
  }
}
