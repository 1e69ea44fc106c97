package io.freshseal.bundle.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What is wrong with the form of a bundle. */
public enum BundleFlaw implements SentenceKey {
  /** No arguments. */
  NO_END,
  /** No arguments. */
  OTHER_END,
  /** 0 how many there are, 1 the most. */
  TOO_MANY_ENTRIES,
  /** No arguments. */
  OTHER_DIRECTORY,
  /** 0 the name, made safe to show. */
  ENTRY_NAME,
  /** 0 the name. */
  ENTRY_ORDER,
  /** 0 the name. */
  ENTRY_FORM,
  /** 0 the name. */
  ENTRY_GAP,
  /** 0 the name. */
  ENTRY_DAMAGED,
  /** 0 the name, 1 the most bytes. */
  ENTRY_TOO_LARGE;

  @Override
  public String family() {
    return "bundle";
  }
}
