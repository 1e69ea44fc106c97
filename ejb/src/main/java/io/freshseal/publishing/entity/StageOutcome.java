package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.function.Function;

/** How staging ended. */
public sealed interface StageOutcome {

  /** It waits for the next publish. */
  record Staged(StagedComponent component) implements StageOutcome {}

  /** The very same version and content is staged or published already; nothing was changed. */
  record Unchanged(StagedComponent component) implements StageOutcome {}

  /**
   * Nothing was kept: {@code CONFLICT}, {@code ROLLBACK}, {@code TOO_LARGE}, a fault of the disk.
   *
   * @param sentence why
   */
  record Refused(StatusCode code, Sentence sentence) implements StageOutcome {}

  /** The content has more than so many bytes. */
  static Refused tooLarge(long bound) {
    return new Refused(StatusCode.TOO_LARGE, Sentence.of(PublishingSentence.TOO_LARGE, bound));
  }

  /** Handles all outcomes. */
  default <R> R fold(
      Function<Staged, R> staged, Function<Unchanged, R> unchanged, Function<Refused, R> refused) {
    if (this instanceof Staged s) {
      return staged.apply(s);
    }
    if (this instanceof Unchanged u) {
      return unchanged.apply(u);
    }
    return refused.apply((Refused) this);
  }
}
