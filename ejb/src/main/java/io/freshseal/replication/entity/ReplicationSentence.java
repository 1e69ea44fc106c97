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
  SIGNATURE_FILE_DAMAGED,
  /** 0 how many failures. */
  SOURCE_GIVEN_UP,
  /** 0 the most hours that a run takes. */
  RUN_TOO_LONG,
  /** No arguments. */
  UNCHANGED_BUT_NONE_HELD,
  /** 0 the bytes that came, 1 those expected, 2 the digest. */
  OBJECT_ENDS_EARLY,
  /** 0 the digest named. */
  OBJECT_OTHER_DIGEST,
  /** 0 the digest. */
  OBJECT_OTHER_LENGTH,
  /** 0 the bytes needed, 1 those at hand. */
  NO_ROOM,
  /** No arguments. */
  OBJECT_ON_ITS_WAY,
  /** 0 component and version, 1 why, a sentence. */
  CONTENT_NOT_HAD,
  /** 0 component and version, 1 in how many seconds it may be here. */
  CONTENT_COMING,
  /** 0 in how many seconds to ask again. */
  CONTENTS_ALL_IN_USE,
  /** 0 component and version, 1 its bytes, 2 the most bytes held. */
  CONTENT_TOO_LARGE,
  /** No arguments. */
  NOTHING_REFUSED,
  /** No arguments. */
  STORE_BUSY,
  /** 0 component and version. */
  SIGNATURE_FILE_OTHER,
  /** 0 component and version, 1 the signing time. */
  SIGNATURE_NAMED_OLDER,
  /** 0 component and version. */
  SIGNATURE_OFFERED_OLDER,
  /** 0 component and version, 1 the serial that the catalog names. */
  SIGNATURE_STALE,
  /** 0 the file. */
  ANCHOR_FILE_TOO_LARGE,
  /** 0 the file. */
  ANCHOR_FILE_UNREADABLE,
  /** No arguments. */
  RUN_BROKE_OFF,
  /** No arguments. */
  OTHER_NODE,
  /** No arguments. */
  NO_SOURCE_NAMED,
  /** No arguments. */
  BUNDLES_ALONE,
  /** No arguments. */
  NO_ANCHORS_YET,
  /** 0 the component, 1 a sentence about it. */
  OF_COMPONENT,
  /** 0 its bytes. */
  ANCHOR_LINK_TOO_LARGE,
  /** 0 the link's digest. */
  ANCHOR_LINK_OTHER,
  /** 0 the list's digest. */
  REVOCATION_LIST_OTHER,
  /** 0 what follows of it, a sentence, 1 the list's digest. */
  REVOCATION_LIST_NOT_HAD;

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
