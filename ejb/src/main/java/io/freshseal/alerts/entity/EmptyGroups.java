package io.freshseal.alerts.entity;

import io.freshseal.alerts.entity.Finding.Target;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.forecast.entity.AgentShare;
import io.freshseal.forecast.entity.FleetPicture;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.entity.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Relay groups without a relay that somebody takes from: their own agents, and the relays of the
 * groups below them with whoever takes from these. A group below that has no relay either is a
 * cause of its own: a relay above it mends nothing there.
 */
final class EmptyGroups {

  private final FleetPicture picture;

  EmptyGroups(FleetPicture picture) {
    this.picture = picture;
  }

  List<Finding> findings() {
    return picture.groups().topDown().stream()
        .filter(group -> picture.relaysOf(group.id()).isEmpty())
        .flatMap(group -> finding(group).stream())
        .toList();
  }

  private Optional<Finding> finding(RelayGroup group) {
    List<UUID> examples = new ArrayList<>();
    long computers = takers(group, 0, examples);
    return computers == 0
        ? Optional.empty()
        : Optional.of(
            new Finding(
                AlertKind.EMPTY_GROUP,
                group.id(),
                new Target(Target.Kind.GROUP, group.id()),
                EventLevel.CRITICAL,
                Sentence.of(AlertSentence.EMPTY_GROUP, group.name(), computers),
                computers,
                examples.stream().map(UUID::toString).toList()));
  }

  // The depth ends a circle that no operator could have made.
  private long takers(RelayGroup group, int depth, List<UUID> examples) {
    List<AgentShare> agents = picture.agentsOf(Optional.of(group.id()));
    agents.forEach(share -> examples.add(share.example()));
    long computers = agents.stream().mapToLong(AgentShare::computers).sum();
    if (depth < GroupTree.MAX_DEPTH) {
      for (RelayGroup below : picture.groups().children(group)) {
        List<RelayStanding> relays = relays(below);
        relays.forEach(relay -> examples.add(relay.id()));
        boolean served = !picture.relaysOf(below.id()).isEmpty();
        computers += relays.size() + (served ? takers(below, depth + 1, examples) : 0);
      }
    }
    return computers;
  }

  private List<RelayStanding> relays(RelayGroup group) {
    return picture.relays().stream().filter(relay -> relay.group().equals(group.id())).toList();
  }
}
