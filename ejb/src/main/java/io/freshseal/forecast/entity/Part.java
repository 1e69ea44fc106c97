package io.freshseal.forecast.entity;

import io.freshseal.member.entity.HeldFile.ChainPlace;

/** What runs out. */
public enum Part {
  /** The certificate that signed a file. */
  SIGNER,
  /** A certificate between signer and anchor. */
  INTERMEDIATE,
  /** The trust anchor. */
  ANCHOR,
  /** The catalog. */
  CATALOG;

  /** The part that a place in a chain is. */
  public static Part of(ChainPlace place) {
    return switch (place) {
      case SIGNER -> SIGNER;
      case INTERMEDIATE -> INTERMEDIATE;
      case ANCHOR -> ANCHOR;
    };
  }

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "part." + name();
  }
}
