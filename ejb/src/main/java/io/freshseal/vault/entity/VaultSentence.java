package io.freshseal.vault.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What opening a store found lost; parts of a sentence. */
public enum VaultSentence implements SentenceKey {
  /** A part; 0 and 1 in a word what is wrong with the state file and with the copy. */
  MEMORY_LOST,
  /** A part; 0 in a word what is wrong with it. */
  STATE_RESTORED,
  /** A part; 0 in a word what is wrong with it. */
  COPY_RESTORED,
  /** A part. */
  ANCHORS_RESTORED,
  /** A part. */
  ANCHORS_LOST,
  /** A word. */
  MISSING,
  /** A word. */
  DAMAGED,
  /** A part. */
  CATALOG,
  /** A part; 0 how many. */
  COMPONENTS,
  /** A part. */
  NOTHING,
  /** Joins parts: 0 and 1. */
  AND;

  @Override
  public String family() {
    return "vault";
  }
}
