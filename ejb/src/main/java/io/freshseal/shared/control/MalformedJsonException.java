package io.freshseal.shared.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.SentenceKey;

/**
 * Foreign JSON is not what its format says. The sentence may be shown; it never repeats foreign
 * text.
 */
public final class MalformedJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Sentence sentence;

  /** Makes the refusal with a sentence. */
  public MalformedJsonException(SentenceKey key, Object... arguments) {
    super(key.key());
    sentence = Sentence.of(key, arguments);
  }

  /** What is wrong. */
  public Sentence sentence() {
    return sentence;
  }
}
