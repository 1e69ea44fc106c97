package io.freshseal.replication.control.relay;

import io.freshseal.replication.entity.Reach;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a relay takes components from: what is set by hand, which may be that bundles alone come,
 * else the source of its own process, else what its fleet says.
 *
 * @param reaches in the order to try them; empty while nobody has named one
 * @param own whether that is the source of this very process
 */
public record RelaySources(List<Reach> reaches, boolean own) {

  public RelaySources {
    reaches = List.copyOf(reaches);
  }

  /** What holds now. */
  public static RelaySources of(Settings settings, Upstream upstream) {
    if (settings.relay().bundles().only()) {
      return new RelaySources(List.of(), false);
    }
    Optional<URI> byHand = settings.relay().source();
    if (byHand.isPresent()) {
      return new RelaySources(List.of(Reach.direct(byHand.get())), false);
    }
    return settings.has(Role.SOURCE) || !settings.member().joins()
        ? new RelaySources(List.of(Reach.direct(OwnAddress.source(settings.http()))), true)
        : new RelaySources(upstream.sources(), false);
  }
}
