package io.freshseal.member.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of a call to the manager.
 *
 * @param <T> what an answer is
 */
public sealed interface Reply<T> {

  /** The manager answered as it should. */
  record Given<T>(T value) implements Reply<T> {
    public Given {
      Objects.requireNonNull(value);
    }
  }

  /**
   * It did not.
   *
   * @param answered whether the manager that was meant answered at all, and refused
   * @param code {@code MANAGER_...}, or what the manager gives as its reason
   * @param sentence why, for people
   * @param again when to come again, if it said so because it is busy
   */
  record Failed<T>(boolean answered, StatusCode code, Sentence sentence, Optional<Duration> again)
      implements Reply<T> {
    public Failed {
      Objects.requireNonNull(code);
      Objects.requireNonNull(sentence);
      Objects.requireNonNull(again);
    }

    /** One that says nothing of coming again. */
    public Failed(boolean answered, StatusCode code, Sentence sentence) {
      this(answered, code, sentence, Optional.empty());
    }
  }

  /** Takes one of two ways. */
  default <R> R fold(Function<T, R> given, Function<Failed<T>, R> failed) {
    return this instanceof Given<T> answer
        ? given.apply(answer.value())
        : failed.apply((Failed<T>) this);
  }
}
