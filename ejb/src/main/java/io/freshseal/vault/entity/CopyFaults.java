package io.freshseal.vault.entity;

import io.freshseal.shared.entity.Sentence;
import java.util.Objects;
import java.util.Optional;

/**
 * What was wrong with the two files that remember against rollback. Either is enough to lose
 * nothing of the memory.
 *
 * @param state of the state file
 * @param copy of the second copy
 */
public record CopyFaults(Optional<CopyFault> state, Optional<CopyFault> copy) {

  /** Nothing was wrong. */
  public static final CopyFaults NONE = new CopyFaults(Optional.empty(), Optional.empty());

  public CopyFaults {
    Objects.requireNonNull(state);
    Objects.requireNonNull(copy);
  }

  /** Whether rollback memory starts anew, since neither file could be used. */
  public boolean memoryLost() {
    return state.isPresent() && copy.isPresent();
  }

  /** What was wrong and what was done about it; a part of a sentence, empty if nothing was. */
  public Optional<Sentence> sentence() {
    if (memoryLost()) {
      return Optional.of(
          Sentence.of(VaultSentence.MEMORY_LOST, state.get().word(), copy.get().word()));
    }
    return state
        .map(fault -> Sentence.of(VaultSentence.STATE_RESTORED, fault.word()))
        .or(() -> copy.map(fault -> Sentence.of(VaultSentence.COPY_RESTORED, fault.word())));
  }
}
