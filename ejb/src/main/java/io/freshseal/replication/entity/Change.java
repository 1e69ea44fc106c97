package io.freshseal.replication.entity;

/** What a run did to one component. */
public enum Change {
  /** Nothing was new. */
  UNCHANGED,
  /** A renewed signature file was not asked for, as builds of old do. */
  SIGNATURE_SKIPPED,
  /** The signature file was replaced, the content not touched. */
  SIGNATURE_RENEWED,
  /** Another version is held now. */
  CONTENT_UPDATED,
  /** What the catalog names was not taken; what was held stays. */
  REFUSED
}
