package io.freshseal.vault.entity;

import io.freshseal.shared.entity.Sentence;

/** Why one of the two files that remember against rollback could not be used. */
public enum CopyFault {
  /** It is not there, though it has been. */
  MISSING(VaultSentence.MISSING),
  /** It is not as it was written; it was set aside. */
  DAMAGED(VaultSentence.DAMAGED);

  private final VaultSentence word;

  CopyFault(VaultSentence word) {
    this.word = word;
  }

  /** The same in a word; part of a sentence. */
  public Sentence word() {
    return Sentence.of(word);
  }
}
