package io.freshseal.replication.control.relay;

import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a relay takes components from: what is set by hand, else the source of its own process,
 * else what its fleet says.
 *
 * @param urls base URLs in the order to try them; empty while nobody has named one
 * @param own whether that is the source of this very process
 */
public record RelaySources(List<URI> urls, boolean own) {

  public RelaySources {
    urls = List.copyOf(urls);
  }

  /** What holds now. */
  public static RelaySources of(Settings settings, Upstream upstream) {
    Optional<URI> byHand = settings.relay().source();
    if (byHand.isPresent()) {
      return new RelaySources(List.of(byHand.get()), false);
    }
    return settings.has(Role.SOURCE) || !settings.member().joins()
        ? new RelaySources(List.of(OwnAddress.source(settings.http())), true)
        : new RelaySources(upstream.sources(), false);
  }
}
