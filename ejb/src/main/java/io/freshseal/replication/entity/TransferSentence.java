package io.freshseal.replication.entity;

import io.freshseal.shared.entity.SentenceKey;

/**
 * What goes wrong between a source and whoever asks it; parts of a sentence that names the address.
 */
public enum TransferSentence implements SentenceKey {
  /** 0 the address, 1 one of the parts below. */
  FROM_ADDRESS,
  /** A part; 0 the status. */
  STATUS,
  /** A part; 0 the status. */
  REDIRECT,
  /** A part; 0 the media type. */
  NOT_BYTES,
  /** A part; 0 the media type, 1 the expected one. */
  OTHER_TYPE,
  /** A part; 0 the coding. */
  ENCODED,
  /** A part; 0 the length announced, 1 the one expected. */
  OTHER_LENGTH,
  /** A part; 0 the bound. */
  MORE_THAN_ALLOWED,
  /** A part; 0 the object's length. */
  MORE_THAN_OBJECT,
  /** A part; 0 the bytes that came, 1 those expected. */
  ENDS_EARLY,
  /** A part. */
  OTHER_RANGE,
  /** A part. */
  NO_RESUMPTION,
  /** A part. */
  NO_SERIES,
  /** A part. */
  INTERRUPTED,
  /** A part. */
  NO_CONNECTION,
  /** A part. */
  NO_ANSWER,
  /** A part. */
  UNKNOWN_HOST,
  /** A part; 0 what the library says, in English. */
  TLS_FAILED,
  /** A part; 0 what the library says, in English. */
  NOT_HTTP,
  /** A part; 0 what the library says, in English. */
  CONNECTION_FAILED,
  /** A part; 0 host and port of the proxy, 1 another part. */
  BY_PROXY,
  /** A part. */
  PROXY_REFUSES,
  /** A part; 0 the bound. */
  LONG_HEADERS,
  /** A part; 0 seconds. */
  TOOK_TOO_LONG,
  /** A part; 0 bytes, 1 milliseconds, 2 the bound. */
  TOO_SLOW;

  @Override
  public String family() {
    return "transfer";
  }
}
