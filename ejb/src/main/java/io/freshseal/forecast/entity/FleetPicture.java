package io.freshseal.forecast.entity;

import io.freshseal.computers.entity.RelayOrder;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The fleet at one moment, as far as the manager knows it: who takes from whom, who holds what, and
 * what there is to hold. Immutable; every question about the fleet is asked of one picture, so that
 * the answers fit together.
 */
public final class FleetPicture {

  private final Instant at;
  private final GroupTree groups;
  private final List<RelayStanding> relays;
  private final List<AgentShare> agents;
  private final Map<Sha256, Holdings> holdings;
  private final RelayBuildTable builds;
  private final SourceSight source;
  private final Map<UUID, RelayStanding> byId = new HashMap<>();
  private final Map<String, List<RelayStanding>> byGroup = new HashMap<>();

  /** Everybody of the fleet. */
  public record Members(GroupTree groups, List<RelayStanding> relays, List<AgentShare> agents) {
    public Members {
      Objects.requireNonNull(groups);
      relays = List.copyOf(relays);
      agents = List.copyOf(agents);
    }
  }

  /**
   * Makes a picture.
   *
   * @param holdings by digest; of one that is not here nothing is known
   */
  public FleetPicture(
      Instant at, Members members, Map<Sha256, Holdings> holdings, Knowledge knowledge) {
    this.at = Objects.requireNonNull(at);
    this.groups = members.groups();
    this.relays = members.relays();
    this.agents = members.agents();
    this.holdings = Map.copyOf(holdings);
    this.builds = knowledge.builds();
    this.source = knowledge.source();
    for (RelayStanding relay : relays) {
      byId.put(relay.id(), relay);
      if (relay.url().isPresent()) {
        byGroup.computeIfAbsent(relay.group(), group -> new ArrayList<>()).add(relay);
      }
    }
  }

  /** What is known beside the fleet. */
  public record Knowledge(RelayBuildTable builds, SourceSight source) {
    public Knowledge {
      Objects.requireNonNull(builds);
      Objects.requireNonNull(source);
    }
  }

  /** When it was taken. */
  public Instant at() {
    return at;
  }

  /** The relay groups. */
  public GroupTree groups() {
    return groups;
  }

  /** All relays, by name. */
  public List<RelayStanding> relays() {
    return relays;
  }

  /** All agents, those that are alike together. */
  public List<AgentShare> agents() {
    return agents;
  }

  /** The same of one group, or of all. */
  public List<AgentShare> agentsOf(Optional<String> group) {
    return agents.stream()
        .filter(share -> group.filter(id -> !id.equals(share.group())).isEmpty())
        .toList();
  }

  /** What each build can do. */
  public RelayBuildTable builds() {
    return builds;
  }

  /** What the primary source offers. */
  public SourceSight source() {
    return source;
  }

  /** The relay of this id. */
  public Optional<RelayStanding> relay(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The relays of a group that told where they are reached, by name; others serve nobody. */
  public List<RelayStanding> relaysOf(String group) {
    return List.copyOf(byGroup.getOrDefault(group, List.of()));
  }

  /** What is behind a digest; empty if it is not known. */
  public Optional<Holdings> holdings(Optional<Sha256> digest) {
    return digest.map(holdings::get);
  }

  /** Whether a relay fetches renewed signature files of unchanged components. */
  public boolean refreshes(RelayStanding relay) {
    return builds.refreshesSignatures(relay.build());
  }

  /** Where a relay takes components from: as its group does. */
  public Supply supplyOf(RelayStanding relay) {
    Optional<RelayGroup> parent = groups.find(relay.group()).flatMap(groups::parent);
    return parent
        .map(group -> supply(relay.id(), group))
        .orElseGet(() -> new Supply(Supply.Kind.SOURCE, Optional.empty()));
  }

  /** Where an agent takes components from: the first relay of its order that can be reached. */
  public Supply supplyOf(UUID agent, String group) {
    return groups
        .find(group)
        .map(found -> supply(agent, found))
        .orElseGet(() -> new Supply(Supply.Kind.NOBODY, Optional.empty()));
  }

  private Supply supply(UUID computer, RelayGroup from) {
    Optional<UUID> first =
        byGroup.getOrDefault(from.id(), List.of()).stream()
            .filter(relay -> relay.serves() && !relay.id().equals(computer))
            .map(RelayStanding::id)
            .min(RelayOrder.of(computer));
    if (first.isPresent()) {
      return new Supply(Supply.Kind.RELAY, first);
    }
    return new Supply(
        from.primaryFallback() ? Supply.Kind.SOURCE : Supply.Kind.NOBODY, Optional.empty());
  }
}
