package io.freshseal.member.entity;

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
 */
public record RelayList(String group, List<URI> relays, Optional<URI> primary) {

  /** Most relays that a computer is told of. */
  public static final int MAX_RELAYS = 32;

  public RelayList {
    Objects.requireNonNull(group);
    relays = List.copyOf(relays);
    Objects.requireNonNull(primary);
    if (relays.size() > MAX_RELAYS) {
      throw new IllegalArgumentException("too many relays");
    }
  }
}
