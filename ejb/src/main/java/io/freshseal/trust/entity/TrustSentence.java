package io.freshseal.trust.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What a judgement says when it refuses. */
public enum TrustSentence implements SentenceKey {
  /** 0 when the catalog was issued, 1 now. */
  CATALOG_ISSUED_AHEAD,
  /** 0 the sequence, 1 when it expired, 2 now. */
  CATALOG_EXPIRED,
  /** 0 and 1 the epoch and sequence offered, 2 and 3 those accepted. */
  CATALOG_OLDER,
  /** 0 the epoch offered, 1 the one accepted, 2 how much higher it may be. */
  EPOCH_AHEAD,
  /** 0 the sequence, 1 the digest accepted, 2 the one offered. */
  CATALOG_TWICE,
  /** 0 the component, 1 the version offered, 2 the one accepted. */
  COMPONENT_OLDER,
  /** 0 the component, 1 the version, 2 the digest named, 3 the one accepted. */
  COMPONENT_TWICE,
  /** 0 the component, 1 the version, 2 the serial named, 3 the one accepted. */
  SERIAL_OLDER,
  /** 0 the name of the source offered, 1 the name of the one expected. */
  SOURCE_OTHER,
  /** 0 the clock's time, 1 the newest trusted time. */
  CLOCK_BEHIND,
  /** 0 the subject, 1 the serial number, 2 when, 3 the reason as RFC 5280 spells it. */
  CERTIFICATE_REVOKED,
  /** 0 the issuer, 1 the subject of the certificate in question. */
  REVOCATION_LIST_MISSING,
  /** 0 the issuer, 1 the subject of the certificate in question. */
  REVOCATION_LIST_FOREIGN,
  /** 0 the issuer, 1 the list's number, 2 when another one was to follow, 3 now. */
  REVOCATION_LIST_STALE,
  /** 0 the issuer, 1 the list's number, 2 when it was made, 3 now. */
  REVOCATION_LIST_AHEAD,
  /** 0 the issuer, 1 the number offered, 2 the one accepted. */
  REVOCATION_LIST_OLDER,
  /** 0 the list's bytes, 1 the most. */
  REVOCATION_LIST_TOO_LARGE,
  /** 0 how many lists, 1 their bytes, 2 and 3 the most of both. */
  REVOCATION_LISTS_EXCEED,
  /** 0 the list's digest. */
  REVOCATION_LIST_MALFORMED,
  /** 0 the list's digest. */
  REVOCATION_LIST_PARTIAL,
  /** 0 the list's digest. */
  REVOCATION_LIST_CRITICAL,
  /** 0 the list's digest. */
  REVOCATION_LIST_UNNUMBERED;

  @Override
  public String family() {
    return "trust";
  }
}
