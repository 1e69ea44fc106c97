package io.freshseal.member.entity;

import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.entity.HttpProxy;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a computer takes components from.
 *
 * @param group name of its relay group
 * @param relays base URLs in this computer's own order, which differs from that of its neighbours
 *     and stays the same
 * @param primary the primary source, if the group permits to use it when no relay answers
 * @param out the proxy in between, if there is one
 */
public record RelayList(
    String group, List<URI> relays, Optional<URI> primary, Optional<WayOut> out) {

  /** Most relays that a computer is told of. */
  public static final int MAX_RELAYS = 32;

  public RelayList {
    Objects.requireNonNull(group);
    relays = List.copyOf(relays);
    Objects.requireNonNull(primary);
    Objects.requireNonNull(out);
    if (relays.size() > MAX_RELAYS) {
      throw new IllegalArgumentException("too many relays");
    }
  }

  /** A list whose addresses are all asked directly. */
  public RelayList(String group, List<URI> relays, Optional<URI> primary) {
    this(group, relays, primary, Optional.empty());
  }

  /** The relays and the way to each, in this computer's order. */
  public List<Reach> relayReaches() {
    Optional<HttpProxy> proxy = out.filter(WayOut::relaysToo).map(WayOut::proxy);
    return relays.stream().map(url -> new Reach(url, proxy)).toList();
  }

  /** The primary source and the way there. */
  public Optional<Reach> primaryReach() {
    return primary.map(url -> new Reach(url, out.map(WayOut::proxy)));
  }
}
