package io.freshseal.replication.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What a run, or the check of a store, says when it refuses. */
public enum ReplicationSentence implements SentenceKey {
  /** 0 the component. */
  SIGNATURE_FILE_DAMAGED;

  @Override
  public String family() {
    return "replication";
  }
}
