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
  /** 0 the clock's time, 1 the newest trusted time. */
  CLOCK_BEHIND;

  @Override
  public String family() {
    return "trust";
  }
}
