package io.freshseal.trust.entity;

import io.freshseal.shared.entity.StatusCode;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The outcome of judging signed bytes: a value, never a boolean, never an exception.
 *
 * @param <T> what an accepted judgement yields
 */
public sealed interface Verdict<T> {

  /** Everything held; the value may be used. */
  record Accepted<T>(T value) implements Verdict<T> {
    public Accepted {
      Objects.requireNonNull(value);
    }
  }

  /** The first step that refused, and why. */
  record Rejected<T>(StatusCode reason, Evidence evidence) implements Verdict<T> {
    public Rejected {
      Objects.requireNonNull(evidence);
      if (reason == StatusCode.OK) {
        throw new IllegalArgumentException("a refusal has a reason");
      }
    }
  }

  /** Accepts with a value. */
  static <T> Verdict<T> accept(T value) {
    return new Accepted<>(value);
  }

  /** Refuses with a reason. */
  static <T> Verdict<T> reject(StatusCode reason, Evidence evidence) {
    return new Rejected<>(reason, evidence);
  }

  /** Handles both outcomes; the compiler sees to it that neither is forgotten. */
  default <R> R fold(Function<Accepted<T>, R> accepted, Function<Rejected<T>, R> rejected) {
    if (this instanceof Accepted<T> a) {
      return accepted.apply(a);
    }
    return rejected.apply((Rejected<T>) this);
  }

  /** The same outcome with another value; a refusal stays as it is. */
  default <R> Verdict<R> map(Function<T, R> change) {
    return fold(a -> accept(change.apply(a.value())), r -> reject(r.reason(), r.evidence()));
  }

  /** The same outcome; a refusal with other evidence. */
  default Verdict<T> because(UnaryOperator<Evidence> change) {
    return fold(a -> this, r -> reject(r.reason(), change.apply(r.evidence())));
  }

  /** The outcome of a further judgement of the value; a refusal stays as it is. */
  default <R> Verdict<R> then(Function<T, Verdict<R>> further) {
    return fold(a -> further.apply(a.value()), r -> reject(r.reason(), r.evidence()));
  }

  /** The value, or empty if refused. */
  default Optional<T> toOptional() {
    return fold(a -> Optional.of(a.value()), r -> Optional.empty());
  }

  /** The status code: {@link StatusCode#OK} if accepted. */
  default StatusCode code() {
    return fold(a -> StatusCode.OK, Rejected::reason);
  }
}
