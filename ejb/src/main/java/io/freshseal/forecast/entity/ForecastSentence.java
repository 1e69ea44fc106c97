package io.freshseal.forecast.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What there is to say about the primary source, and about a forecast that is asked for. */
public enum ForecastSentence implements SentenceKey {
  /** No arguments. */
  NOT_ASKED,
  /** No arguments. */
  NO_ADDRESS,
  /** No arguments. */
  NO_ANCHORS,
  /** No arguments. */
  NO_CATALOG;

  @Override
  public String family() {
    return "forecast";
  }
}
