package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What a source says when it does not stage or publish. */
public enum PublishingSentence implements SentenceKey {
  /** 0 the version, 1 the one that is here. */
  OLDER_VERSION,
  /** 0 the version, 1 the component. */
  OTHER_CONTENT,
  /** 0 the version, 1 the component. */
  OTHER_KIND_OR_PLATFORM,
  /** 0 the bound in bytes. */
  TOO_LARGE,
  /** 0 the component. */
  NOT_OFFERED,
  /** No arguments. */
  NOTHING_PUBLISHED,
  /** 0 the epoch, 1 the longest step. */
  EPOCH_STEP,
  /** 0 what the system says, in English. */
  WATCHED_FOLDER_UNREADABLE,
  /** 0 what the system says, in English. */
  SAMPLE_UNREADABLE,
  /** No arguments. */
  NO_SOURCE,
  /** No arguments. */
  CONTENT_BROKE_OFF,
  /** No arguments. */
  REVOKE_AT_AUTHORITY,
  /** No arguments. */
  REVOKED_ALREADY,
  /** No arguments. */
  REVOCATIONS_FULL,
  /** 0 what the system says, in English. */
  REVOCATION_LISTS_UNREADABLE,
  /** 0 what the system says, in English. */
  REVOCATION_NOT_KEPT,
  /** No arguments. */
  TIMESTAMP_UNREACHABLE,
  /** 0 the longest wait. */
  TIMESTAMP_SLOW,
  /** 0 the status of HTTP. */
  TIMESTAMP_STATUS,
  /** No arguments. */
  TIMESTAMP_TYPE,
  /** 0 the bound in bytes. */
  TIMESTAMP_LARGE,
  /** No arguments. */
  TIMESTAMP_NOT_GRANTED,
  /** 0 a sentence that says why. */
  TIMESTAMP_USELESS,
  /** 0 the file. */
  TIMESTAMP_ANCHORS_UNFIT;

  @Override
  public String family() {
    return "publishing";
  }
}
