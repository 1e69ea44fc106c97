package io.freshseal.access.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.function.Function;

/** The outcome of making a token. */
public sealed interface TokenCreation {

  /** Here it is; it will not be shown again. */
  record Created(NewToken token) implements TokenCreation {}

  /**
   * None was made.
   *
   * @param detail one plain English sentence
   */
  record Refused(StatusCode code, Sentence sentence) implements TokenCreation {}

  /** Handles both outcomes. */
  default <R> R fold(Function<Created, R> created, Function<Refused, R> refused) {
    if (this instanceof Created c) {
      return created.apply(c);
    }
    return refused.apply((Refused) this);
  }
}
