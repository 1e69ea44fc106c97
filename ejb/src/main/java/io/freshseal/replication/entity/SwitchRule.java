package io.freshseal.replication.entity;

/** When a run may switch to a new catalog. */
public enum SwitchRule {
  /**
   * A relay: only if everything the catalog names is held, each component with a judged signature
   * file of that version. Otherwise the old catalog stays, though with renewed signature files.
   */
  WHOLE_CATALOG,
  /** An agent: each component on its own; what is refused stays as it was. */
  EACH_COMPONENT
}
