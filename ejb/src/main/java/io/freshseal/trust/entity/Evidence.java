package io.freshseal.trust.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.SentenceKey;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a verdict is what it is, for an operator to act on.
 *
 * @param sentence one plain sentence with the figures; never a secret
 * @param offender the certificate that caused the refusal, if one did
 * @param chainVerified whether the chain leads to the anchors and the signature verifies whatever
 *     the dates say; empty if that was not looked at. An expired certificate of a stranger has
 *     {@code false} here and must not pass for a relay that needs repair
 */
public record Evidence(
    Sentence sentence, Optional<CertificateFacts> offender, Optional<Boolean> chainVerified) {

  public Evidence {
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(offender);
    Objects.requireNonNull(chainVerified);
  }

  /** Evidence that is a sentence alone. */
  public static Evidence of(Sentence sentence) {
    return new Evidence(sentence, Optional.empty(), Optional.empty());
  }

  /** Evidence that is a sentence alone; its arguments as {@link Sentence#of} takes them. */
  public static Evidence of(SentenceKey key, Object... arguments) {
    return of(Sentence.of(key, arguments));
  }

  /** Evidence in English alone; give it a {@link SentenceKey} instead. */
  public static Evidence of(String detail) {
    return of(Sentence.asIs(detail));
  }

  /** The sentence in English, for logs and machines. */
  public String detail() {
    return sentence.english();
  }
}
