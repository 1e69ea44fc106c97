package io.freshseal.member.control;

import io.freshseal.member.entity.Guidance;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.RelayList;
import io.freshseal.replication.control.relay.Upstream;
import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.control.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the relay of a fleet takes components from: the relays that the manager named last, and,
 * where its group has none above it, the primary source. Goes on by that while the manager is away,
 * restarts included. Safe for threads.
 */
public final class FollowedFleet implements Upstream {

  private static final System.Logger LOG = System.getLogger(FollowedFleet.class.getName());

  private final Memberships membership;
  private final Path anchors;
  private final RelayRounds rounds = new RelayRounds();

  /**
   * Follows a membership.
   *
   * @param anchors the file that the enrolment writes
   */
  public FollowedFleet(Memberships membership, Path anchors) {
    this.membership = membership;
    this.anchors = anchors;
  }

  @Override
  public synchronized List<Reach> sources() {
    return named().map(this::sources).orElse(List.of());
  }

  private List<Reach> sources(RelayList list) {
    return list.relays().isEmpty() ? list.primaryReach().stream().toList() : rounds.sources(list);
  }

  @Override
  public Optional<Path> anchors() {
    return Optional.of(anchors).filter(Files::exists);
  }

  @Override
  public synchronized void ended(boolean reached, Optional<String> from) {
    rounds.ended(named(), reached, from);
  }

  private Optional<RelayList> named() {
    try {
      return membership.read().flatMap(Membership::guidance).map(Guidance::relays);
    } catch (StorageException e) {
      LOG.log(System.Logger.Level.WARNING, "the membership cannot be read: {0}", e.getMessage());
      return Optional.empty();
    }
  }
}
