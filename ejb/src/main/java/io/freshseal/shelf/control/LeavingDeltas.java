package io.freshseal.shelf.control;

import io.freshseal.shelf.entity.Delta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deltas that are offered no more, while whoever was told of one may still be taking its file part
 * by part. For one thread at a time.
 */
final class LeavingDeltas {

  /** For so long the file of one stays. */
  static final Duration STAY = Duration.ofMinutes(10);

  // The one that left first comes first.
  private final Map<Delta, Instant> since = new LinkedHashMap<>();
  private long bytes;

  void add(Delta delta, Instant now) {
    if (since.putIfAbsent(delta, now) == null) {
      bytes += delta.length();
    }
  }

  /** Its file is in use again, or gone. */
  void remove(Delta delta) {
    if (since.remove(delta) != null) {
      bytes -= delta.length();
    }
  }

  List<Delta> all() {
    return List.copyOf(since.keySet());
  }

  /** Takes out those whose time is over, and the first that left, until no more bytes stay. */
  List<Delta> takeEnded(Instant now, long mostBytes) {
    List<Delta> ended = new ArrayList<>();
    for (Map.Entry<Delta, Instant> one : List.copyOf(since.entrySet())) {
      if (bytes > mostBytes || !one.getValue().plus(STAY).isAfter(now)) {
        remove(one.getKey());
        ended.add(one.getKey());
      }
    }
    return ended;
  }
}
