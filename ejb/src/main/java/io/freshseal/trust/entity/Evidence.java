package io.freshseal.trust.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.SentenceKey;
import java.time.Instant;
import java.util.List;
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
 * @param date the date that decided, if one did: the {@code notAfter} or {@code notBefore} of the
 *     offender, the {@code expires} of a catalog
 * @param conflict what was accepted and what contradicts it, after {@code EQUIVOCATION}
 * @param hop who handed out, or holds, what was refused; empty where nothing came from anywhere
 * @param clocks what other hosts say about the time, where that was asked
 */
public record Evidence(
    Sentence sentence,
    Optional<CertificateFacts> offender,
    Optional<Boolean> chainVerified,
    Optional<Instant> date,
    Optional<Conflict> conflict,
    Optional<Hop> hop,
    List<ClockSighting> clocks) {

  public Evidence {
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(offender);
    Objects.requireNonNull(chainVerified);
    Objects.requireNonNull(date);
    Objects.requireNonNull(conflict);
    Objects.requireNonNull(hop);
    clocks = List.copyOf(clocks);
  }

  /** Evidence about a certificate, before it is known where it came from. */
  public Evidence(
      Sentence sentence, Optional<CertificateFacts> offender, Optional<Boolean> chainVerified) {
    this(
        sentence,
        offender,
        chainVerified,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Evidence that is a sentence alone. */
  public static Evidence of(Sentence sentence) {
    return new Evidence(sentence, Optional.empty(), Optional.empty());
  }

  /** Evidence that is a sentence alone; its arguments as {@link Sentence#of} takes them. */
  public static Evidence of(SentenceKey key, Object... arguments) {
    return of(Sentence.of(key, arguments));
  }

  /** The sentence in English, for logs and machines. */
  public String detail() {
    return sentence.english();
  }

  /** The same in other words. */
  public Evidence saying(Sentence other) {
    return new Evidence(other, offender, chainVerified, date, conflict, hop, clocks);
  }

  /** The same, knowing whether everything but the dates holds. */
  public Evidence withChainVerified(boolean verified) {
    return new Evidence(sentence, offender, Optional.of(verified), date, conflict, hop, clocks);
  }

  /** The same with the date that decided. */
  public Evidence decidedBy(Instant when) {
    return new Evidence(
        sentence, offender, chainVerified, Optional.of(when), conflict, hop, clocks);
  }

  /** The same with the two that contradict each other. */
  public Evidence between(Conflict both) {
    return new Evidence(sentence, offender, chainVerified, date, Optional.of(both), hop, clocks);
  }

  /** The same with the hop that it came from; one that is known already stays. */
  public Evidence from(Hop where) {
    return hop.isPresent()
        ? this
        : new Evidence(
            sentence, offender, chainVerified, date, conflict, Optional.of(where), clocks);
  }

  /** The same with what other hosts say about the time. */
  public Evidence beside(List<ClockSighting> seen) {
    return new Evidence(sentence, offender, chainVerified, date, conflict, hop, seen);
  }
}
