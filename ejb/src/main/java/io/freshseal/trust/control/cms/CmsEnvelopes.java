package io.freshseal.trust.control.cms;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
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
          Evidence.of("The signature has " + bytes.length + " bytes, more than " + maxBytes + "."));
    }
    if (bytes.length == 0) {
      return malformed("The signature is empty.");
    }
    if (bytes[0] == '<') {
      return malformed("The signature is not DER; it looks like a web page.");
    }
    try {
      return Verdict.accept(EnvelopeReader.read(bytes));
    } catch (MalformedEnvelopeException e) {
      return malformed("The signature is no CMS SignedData as expected: " + e.getMessage() + ".");
    } catch (IOException | CertificateException | RuntimeException | StackOverflowError e) {
      // A stack overflow is how deeply nested ASN.1 ends; it has unwound completely here.
      return malformed("The signature is no strict DER CMS SignedData.");
    }
  }

  private static Verdict<CmsEnvelope> malformed(String detail) {
    return Verdict.reject(StatusCode.DIGITAL_SIGNATURE_MALFORMED, Evidence.of(detail));
  }
}
