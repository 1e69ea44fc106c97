package io.freshseal.replication.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.SentenceKey;
import io.freshseal.trust.entity.Hop;

/** What a run, or the check of a store, says when it refuses. */
public enum ReplicationSentence implements SentenceKey {
  /** 0 the local clock, 1 the other hosts, 2 the time there, 3 what was refused for its date. */
  CLOCK_CONTRADICTED,
  /** 0 the base URL that something came from. */
  HOP_UPSTREAM,
  /** 0 the folder of the store that holds something. */
  HOP_STORE,
  /** 0 the component. */
  SIGNATURE_FILE_DAMAGED;

  @Override
  public String family() {
    return "replication";
  }

  /** Says where something was found. */
  public static Sentence of(Hop hop) {
    return switch (hop.place()) {
      case UPSTREAM -> Sentence.of(HOP_UPSTREAM, hop.address());
      case STORE -> Sentence.of(HOP_STORE, hop.address());
    };
  }
}
