package io.freshseal.replication.control.relay;

import io.freshseal.replication.control.UpdateSource;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * The source that a relay asks, kept from run to run for as long as its addresses stay the same,
 * because an HTTP client keeps connections and threads. Safe for threads.
 */
final class KeptSource {

  private final Function<List<URI>, UpdateSource> sources;
  private List<URI> urls = List.of();
  private UpdateSource source;

  KeptSource(Function<List<URI>, UpdateSource> sources) {
    this.sources = sources;
  }

  synchronized UpdateSource at(List<URI> wanted) {
    if (source == null || !wanted.equals(urls)) {
      source = sources.apply(wanted);
      urls = wanted;
    }
    return source;
  }
}
