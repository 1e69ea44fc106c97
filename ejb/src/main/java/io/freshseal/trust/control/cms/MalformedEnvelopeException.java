package io.freshseal.trust.control.cms;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.trust.entity.TrustSentence;

/** Ends the reading of an envelope; never leaves {@link CmsEnvelopes}. */
final class MalformedEnvelopeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Sentence sentence;

  MalformedEnvelopeException(TrustSentence key, Object... arguments) {
    super(key.key(), null, false, false);
    sentence = Sentence.of(key, arguments);
  }

  /** What is wrong, as a part of a sentence. */
  Sentence sentence() {
    return sentence;
  }
}
