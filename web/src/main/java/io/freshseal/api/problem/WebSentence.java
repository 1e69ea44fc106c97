package io.freshseal.api.problem;

import io.freshseal.shared.entity.SentenceKey;

/** What the web interface itself objects to, before a feature is asked or in place of one. */
public enum WebSentence implements SentenceKey {
  /** No arguments. */
  NO_ROLE,
  /** No arguments. */
  NO_TIMESTAMP_AUTHORITY,
  /** No arguments. */
  NOTHING_HERE,
  /** No arguments. */
  NO_CATALOG,
  /** No arguments. */
  NO_COMPONENT,
  /** No arguments. */
  NO_VERSION,
  /** No arguments. */
  NO_OBJECT,
  /** No arguments. */
  NO_LINK,
  /** No arguments. */
  NO_JOURNEY,
  /** No arguments. */
  NO_SUCH_CATALOG,
  /** No arguments. */
  NO_PICK,
  /** No arguments. */
  NO_RUN,
  /** No arguments. */
  NO_TOKEN,
  /** No arguments. */
  RUN_GOING_ON,
  /** No arguments. */
  CACHE_NOT_CLEARED,
  /** No arguments. */
  OBJECT_NEEDED,
  /** No arguments. */
  NO_UTF8,
  /** No arguments. */
  BODY_LATE,
  /** 0 the bound in bytes. */
  BODY_TOO_LARGE,
  /** No arguments. */
  NO_CURSOR,
  /** No arguments. */
  CONTROL_CHARACTERS,
  /** 0 the words, with commas between. */
  ONE_OF,
  /** 0 the shortest, 1 the longest. */
  DURATION_BOUNDS,
  /** No arguments. */
  OTHER_LINE,
  /** No arguments. */
  FORM_ID,
  /** No arguments. */
  FORM_VERSION,
  /** No arguments. */
  FORM_DIGEST,
  /** No arguments. */
  FORM_KIND,
  /** No arguments. */
  FORM_PLATFORM,
  /** No arguments. */
  FORM_TIME,
  /** No arguments. */
  FORM_DURATION,
  /** No arguments. */
  FORM_NUMBER,
  /** No arguments. */
  FORM_UUID,
  /** No arguments. */
  OWN_KEY,
  /** No arguments. */
  IF_MATCH,
  /** No arguments. */
  NO_RANGE,
  /** No arguments. */
  RANGE_BACKWARDS,
  /** 0 the length in bytes. */
  RANGE_OUTSIDE,
  /** No arguments. */
  ADDRESS_MALFORMED,
  /** No arguments. */
  CROSS_SITE,
  /** No arguments. */
  SIGN_IN,
  /** No arguments. */
  CREDENTIALS_WRONG,
  /** 0 how many seconds. */
  TOO_MANY_ATTEMPTS,
  /** 0 how many seconds. */
  TOO_MANY_DOWNLOADS,
  /** 0 how many seconds. */
  TOO_MANY_BODIES,
  /** No arguments. */
  ADMINISTRATOR_NEEDED,
  /** No arguments. */
  CREDENTIALS_INSUFFICIENT,
  /** No arguments. */
  METHOD,
  /** No arguments. */
  NOT_ACCEPTABLE,
  /** No arguments. */
  REQUEST_LATE,
  /** No arguments. */
  REQUEST_BROKE_OFF,
  /** No arguments. */
  LENGTH_NEEDED,
  /** No arguments. */
  PRECONDITION,
  /** No arguments. */
  TOO_LARGE,
  /** No arguments. */
  ADDRESS_TOO_LONG,
  /** No arguments. */
  MEDIA_TYPE,
  /** No arguments. */
  RANGE,
  /** No arguments. */
  HEADERS_TOO_LARGE,
  /** No arguments. */
  METHOD_UNKNOWN,
  /** No arguments. */
  OTHER_FORM,
  /** No arguments. */
  NOT_CARRIED_OUT,
  /** No arguments. */
  FAULT;

  @Override
  public String family() {
    return "web";
  }
}
