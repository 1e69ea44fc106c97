package io.freshseal.trust.entity;

import io.freshseal.shared.entity.SentenceKey;

/** Why a bundle of trust anchors is not followed. */
public enum AnchorSentence implements SentenceKey {
  /** 0 the length, 1 the longest accepted. */
  TOO_LARGE,
  /** 0 a sentence about what is wrong. */
  UNREADABLE,
  /** 0 the most. */
  TOO_MANY_SIGNATURES,
  /** 0 the most. */
  TOO_MANY_ANCHORS,
  /** No arguments. */
  SIGNATURE_NOT_BASE64,
  /** No arguments. */
  ANCHOR_NOT_BASE64,
  /** No arguments. */
  ANCHOR_NO_CERTIFICATE,
  /** No arguments. */
  THRESHOLD_WRONG,
  /** 0 the number offered, 1 the one at hand. */
  OLDER,
  /** 0 the number, 1 the digest at hand, 2 the one offered. */
  TWICE,
  /** 0 the source named, 1 the one followed. */
  OF_ANOTHER_SOURCE,
  /** 0 the number offered, 1 the one at hand. */
  NOT_NEXT,
  /** 0 the number, 1 how many keys signed it, 2 how many it takes. */
  UNSIGNED,
  /** 0 the number, 1 how many keys signed it, 2 how many it takes, 3 why one does not count. */
  UNSIGNED_BECAUSE,
  /** 0 what the signature has to be for. */
  MISBOUND,
  /** No arguments. */
  PURPOSE,
  /** 0 the threshold of the settings, 1 how many authorities there are. */
  TOO_FEW,
  /** 0 the number, 1 how many keys it takes, 2 the first anchor, 3 and 4 its dates, 5 now. */
  EXPIRED;

  @Override
  public String family() {
    return "anchors";
  }
}
