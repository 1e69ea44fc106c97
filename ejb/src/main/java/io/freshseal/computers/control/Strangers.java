package io.freshseal.computers.control;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From where somebody called lately whom the fleet does not know, so that each address is told of
 * once in a while and a flood of them not at all. Safe for threads.
 */
public final class Strangers {

  /** Most addresses that are told of in an hour. */
  public static final int MOST = 100;

  private static final Duration QUIET = Duration.ofHours(1);

  // The longest known ones first.
  private final Map<String, Instant> told = new LinkedHashMap<>();

  /** Notes a call; answers whether it is to be told. */
  public synchronized boolean isNews(String address, Instant now) {
    told.values().removeIf(at -> !at.plus(QUIET).isAfter(now));
    return told.size() < MOST && told.putIfAbsent(address, now) == null;
  }
}
