package io.freshseal.vault.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What opening a store found lost; parts of a sentence. */
public enum VaultSentence implements SentenceKey {
  /** A part. */
  STATE_FILE,
  /** A part. */
  CATALOG,
  /** A part; 0 how many. */
  COMPONENTS,
  /** Joins parts: 0 and 1. */
  AND;

  @Override
  public String family() {
    return "vault";
  }
}
