package io.freshseal.trust.control.cms;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import java.io.IOException;
import java.security.cert.CertificateException;

/**
 * Step 1 and the quarantine around Bouncy Castle: whatever foreign bytes do to the parser, the
 * outcome is a value.
 */
public final class CmsEnvelopes {

  private CmsEnvelopes() {}

  /**
   * Reads foreign bytes. Refuses {@code TOO_LARGE} and {@code DIGITAL_SIGNATURE_MALFORMED}.
   *
   * @param maxBytes longest accepted envelope
   */
  public static Verdict<CmsEnvelope> parse(byte[] bytes, int maxBytes) {
    if (bytes.length > maxBytes) {
      return Verdict.reject(
          StatusCode.TOO_LARGE,
          Evidence.of(TrustSentence.SIGNATURE_TOO_LARGE, bytes.length, maxBytes));
    }
    if (bytes.length == 0) {
      return malformed(TrustSentence.SIGNATURE_EMPTY);
    }
    if (bytes[0] == '<') {
      return malformed(TrustSentence.SIGNATURE_WEB_PAGE);
    }
    try {
      return Verdict.accept(EnvelopeReader.read(bytes, EnvelopeForm.SIGNATURE));
    } catch (MalformedEnvelopeException e) {
      return malformed(TrustSentence.SIGNATURE_FORM, e.sentence());
    } catch (IOException | CertificateException | RuntimeException | StackOverflowError e) {
      // A stack overflow is how deeply nested ASN.1 ends; it has unwound completely here.
      return malformed(TrustSentence.SIGNATURE_NOT_DER);
    }
  }

  /**
   * Reads a timestamp token out of an envelope or from an authority, whose bound has been kept.
   * Refuses {@code DIGITAL_SIGNATURE_TIMESTAMP}.
   */
  public static Verdict<TimestampToken> parseTimestamp(byte[] token) {
    return within(
        () -> TimestampReader.read(token),
        StatusCode.DIGITAL_SIGNATURE_TIMESTAMP,
        TrustSentence.TIMESTAMP_UNREADABLE);
  }

  /**
   * Reads a post-quantum signature out of an envelope, whose bound has been kept. Refuses {@code
   * DIGITAL_SIGNATURE_POST_QUANTUM}.
   */
  public static Verdict<CmsEnvelope> parsePostQuantum(byte[] signature) {
    return within(
        () -> EnvelopeReader.read(signature, EnvelopeForm.POST_QUANTUM),
        StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM,
        TrustSentence.POST_QUANTUM_UNREADABLE);
  }

  /** A reading that the bytes may end in any way. */
  private interface Reading<T> {
    T read() throws IOException, CertificateException;
  }

  private static <T> Verdict<T> within(Reading<T> reading, StatusCode code, TrustSentence says) {
    try {
      return Verdict.accept(reading.read());
    } catch (IOException | CertificateException | RuntimeException | StackOverflowError e) {
      return Verdict.reject(code, Evidence.of(says));
    }
  }

  private static Verdict<CmsEnvelope> malformed(TrustSentence key, Object... arguments) {
    return Verdict.reject(StatusCode.DIGITAL_SIGNATURE_MALFORMED, Evidence.of(key, arguments));
  }
}
