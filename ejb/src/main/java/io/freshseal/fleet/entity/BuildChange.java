package io.freshseal.fleet.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.function.Function;

/** The outcome of saving or deleting a line of the relay builds. */
public sealed interface BuildChange {

  /** Done; the table of builds is another one now. */
  record Done(KnownBuild build) implements BuildChange {}

  /**
   * Nothing was changed.
   *
   * @param detail one plain English sentence
   */
  record Refused(StatusCode code, Sentence sentence) implements BuildChange {}

  /** Handles both outcomes. */
  default <R> R fold(Function<Done, R> done, Function<Refused, R> refused) {
    if (this instanceof Done d) {
      return done.apply(d);
    }
    return refused.apply((Refused) this);
  }
}
