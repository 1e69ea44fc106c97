package io.freshseal.forecast.control;

import io.freshseal.forecast.entity.AgentLine;
import io.freshseal.forecast.entity.AgentShare;
import io.freshseal.forecast.entity.CatalogPoint;
import io.freshseal.forecast.entity.FleetPicture;
import io.freshseal.forecast.entity.FleetPicture.Knowledge;
import io.freshseal.forecast.entity.FleetPicture.Members;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.Supply;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a picture of the fleet together: asks whom each agent takes from, and counts those alike.
 */
public final class PictureTaking {

  private static final Duration LATELY = Duration.ofDays(3);
  private static final Duration LONG_AGO = Duration.ofDays(60);

  private final Instant at;
  private final GroupTree groups;
  private final List<RelayStanding> relays;
  private final Knowledge knowledge;
  private final List<AgentShare> shares;

  /** What agents are alike in. */
  private record Likeness(
      String group,
      Supply supply,
      Optional<Sha256> holding,
      Optional<CatalogPoint> point,
      Optional<Instant> joined) {}

  /** Takes everybody in. */
  public PictureTaking(Instant at, Members relaysAlone, List<AgentLine> agents, Knowledge known) {
    this.at = at;
    this.groups = relaysAlone.groups();
    this.relays = relaysAlone.relays();
    this.knowledge = known;
    this.shares = shares(new FleetPicture(at, relaysAlone, Map.of(), known), agents);
  }

  /** About when somebody joined: the longer ago, the less it matters. */
  private Optional<Instant> about(Instant joined) {
    Duration ago = Duration.between(joined, at);
    if (ago.compareTo(LONG_AGO) > 0) {
      return Optional.empty();
    }
    ChronoUnit unit = ago.compareTo(LATELY) > 0 ? ChronoUnit.DAYS : ChronoUnit.HOURS;
    Instant end = joined.truncatedTo(unit).plus(1, unit);
    return Optional.of(end.isAfter(at) ? at : end);
  }

  private List<AgentShare> shares(FleetPicture relays, List<AgentLine> agents) {
    Map<Likeness, List<AgentLine>> alike = new LinkedHashMap<>();
    for (AgentLine agent : agents) {
      Supply supply = relays.supplyOf(agent.id(), agent.group());
      Likeness likeness =
          new Likeness(
              agent.group(), supply, agent.holding(), agent.point(), about(agent.joined()));
      alike.computeIfAbsent(likeness, key -> new ArrayList<>()).add(agent);
    }
    return alike.entrySet().stream()
        .map(entry -> share(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(AgentShare::computers).reversed())
        .toList();
  }

  private static AgentShare share(Likeness likeness, List<AgentLine> agents) {
    return new AgentShare(
        likeness.group(),
        likeness.supply(),
        likeness.holding(),
        likeness.point(),
        likeness.joined(),
        agents.size(),
        agents.stream().filter(AgentLine::offline).count(),
        agents.get(0).id());
  }

  /** The lists that have to be read, those of relays and of most computers first. */
  public Set<Sha256> wanted() {
    Set<Sha256> wanted = new LinkedHashSet<>();
    relays.forEach(relay -> relay.holding().ifPresent(wanted::add));
    shares.forEach(share -> share.holding().ifPresent(wanted::add));
    return wanted;
  }

  /** The picture. */
  public FleetPicture done(Map<Sha256, Holdings> holdings) {
    return new FleetPicture(at, new Members(groups, relays, shares), holdings, knowledge);
  }
}
