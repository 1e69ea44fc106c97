package io.freshseal.fleet.entity;

import io.freshseal.shared.entity.SentenceKey;

/** Why the table of relay builds is not changed. */
public enum FleetSentence implements SentenceKey {
  /** 0 the longest. */
  BUILD_NAME,
  /** 0 the bound. */
  TOO_MANY_LINES,
  /** No arguments. */
  NO_LINE;

  @Override
  public String family() {
    return "fleet";
  }
}
