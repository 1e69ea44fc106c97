package io.freshseal.replication.control.relay;

import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.entity.Reach;
import java.util.List;
import java.util.function.Function;

/**
 * The source that a relay asks, kept from run to run for as long as its addresses and the way there
 * stay the same, because an HTTP client keeps connections and threads. Safe for threads.
 */
final class KeptSource {

  private final Function<List<Reach>, UpdateSource> sources;
  private List<Reach> reaches = List.of();
  private UpdateSource source;

  KeptSource(Function<List<Reach>, UpdateSource> sources) {
    this.sources = sources;
  }

  synchronized UpdateSource at(List<Reach> wanted) {
    if (source == null || !wanted.equals(reaches)) {
      source = sources.apply(wanted);
      reaches = wanted;
    }
    return source;
  }
}
