package io.freshseal.forecast.entity;

import java.util.Arrays;
import java.util.Optional;

/** What is taken for granted until the day that is asked about. */
public enum Assumption {
  /** Relays fetch as their builds allow and as they did last; the source goes on as it does now. */
  RELAYS_RENEW,
  /** Nobody fetches anything: everything stands there as it does now. */
  NOTHING_FETCHED;

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "assumption." + name();
  }

  /** Reads a name; empty for any other text. */
  public static Optional<Assumption> parse(String text) {
    return Arrays.stream(values()).filter(one -> one.name().equals(text)).findFirst();
  }
}
