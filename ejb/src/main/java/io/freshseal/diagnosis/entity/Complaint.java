package io.freshseal.diagnosis.entity;

import io.freshseal.shared.entity.StatusCode;

/** What kind of failure a status code is, and so which question has to be asked. */
public enum Complaint {
  /** Nothing fails. */
  NONE,
  /** A signature's certificate has run out. */
  EXPIRED_FILES,
  /** A catalog or a list of revoked certificates has run out. */
  EXPIRED_CATALOG,
  /** Something older than what was accepted. */
  OLDER,
  /** Times contradict each other. */
  TIME,
  /** The chain does not lead to the anchors at hand. */
  ANCHORS,
  /** Forged, revoked, or contradicting itself. */
  FORGED,
  /** Bytes are not what the catalog names, or not there. */
  DAMAGED,
  /** The computer's own disk refuses. */
  DISK,
  /** No room. */
  ROOM,
  /** Nobody answers, or not as they should. */
  NETWORK,
  /** A bundle cannot be used. */
  BUNDLE,
  /** Nothing follows from the code. */
  OTHER;

  /** The question behind a code. */
  public static Complaint of(StatusCode code) {
    return switch (code) {
      case OK -> NONE;
      case DIGITAL_SIGNATURE_CERT_EXPIRE -> EXPIRED_FILES;
      case CATALOG_EXPIRED, DIGITAL_SIGNATURE_REVOCATION_UNKNOWN -> EXPIRED_CATALOG;
      case ROLLBACK -> OLDER;
      case DIGITAL_SIGNATURE_CERT_NOT_YET_VALID, CLOCK_UNTRUSTED -> TIME;
      case DIGITAL_SIGNATURE_UNTRUSTED,
          ANCHORS_MALFORMED,
          ANCHORS_UNTRUSTED,
          ANCHORS_CHAIN,
          ANCHORS_EXPIRED ->
          ANCHORS;
      case DIGITAL_SIGNATURE_FAILURE,
          DIGITAL_SIGNATURE_REVOKED,
          DIGITAL_SIGNATURE_MALFORMED,
          DIGITAL_SIGNATURE_MISBOUND,
          DIGITAL_SIGNATURE_ALGORITHM,
          DIGITAL_SIGNATURE_SIGNER_COUNT,
          DIGITAL_SIGNATURE_PURPOSE,
          DIGITAL_SIGNATURE_TIMESTAMP,
          DIGITAL_SIGNATURE_POST_QUANTUM,
          CATALOG_MALFORMED,
          EQUIVOCATION,
          EPOCH_JUMP,
          SOURCE_CHANGED ->
          FORGED;
      case DIGEST_MISMATCH, SOURCE_INCOMPLETE -> DAMAGED;
      case STORAGE_FAULT -> DISK;
      case DISK_FULL -> ROOM;
      case TOO_LARGE, TOO_SLOW, SOURCE_UNREACHABLE, SOURCE_BAD_ANSWER -> NETWORK;
      case BAD_BUNDLE, BUNDLE_ENDS_EARLY, BUNDLE_INCOMPLETE -> BUNDLE;
      case MANAGER_UNREACHABLE,
          MANAGER_BAD_ANSWER,
          MANAGER_UNTRUSTED,
          BUSY,
          TOO_MANY_REQUESTS,
          BAD_REQUEST,
          NOT_FOUND,
          CONFLICT,
          UNAUTHENTICATED,
          FORBIDDEN,
          INTERNAL ->
          OTHER;
    };
  }

  /** Whether the way up to the source has to be walked for what has run out or is older. */
  boolean isStale() {
    return this == EXPIRED_FILES || this == EXPIRED_CATALOG || this == OLDER;
  }
}
