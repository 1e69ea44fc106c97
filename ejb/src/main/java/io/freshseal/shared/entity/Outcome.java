package io.freshseal.shared.entity;

import java.util.Objects;
import java.util.function.Function;

/**
 * What came of an order: done with a value, or refused with nothing changed.
 *
 * @param <T> what it gave
 */
public sealed interface Outcome<T> {

  /** Done. */
  record Done<T>(T value) implements Outcome<T> {
    public Done {
      Objects.requireNonNull(value);
    }
  }

  /** Refused; nothing was changed. */
  record Refused<T>(StatusCode code, Sentence sentence) implements Outcome<T> {
    public Refused {
      Objects.requireNonNull(code);
      Objects.requireNonNull(sentence);
    }
  }

  /** Done with this value. */
  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  /** Refused for this reason. */
  static <T> Outcome<T> refused(StatusCode code, SentenceKey key, Object... arguments) {
    return new Refused<>(code, Sentence.of(key, arguments));
  }

  /** Handles both. */
  default <R> R fold(Function<? super T, R> done, Function<Refused<T>, R> refused) {
    if (this instanceof Done<T> d) {
      return done.apply(d.value());
    }
    return refused.apply((Refused<T>) this);
  }
}
