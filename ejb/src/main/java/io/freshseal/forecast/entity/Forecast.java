package io.freshseal.forecast.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What becomes of the fleet in a picture, under one assumption. Whatever is asked, the fleet or one
 * group of it, is answered by the same dates. Not for several threads.
 */
public final class Forecast {

  private final FleetPicture picture;
  private final Assumption assumption;
  private final Shelves shelves;
  private final Fates fates;
  private final Map<AgentShare, Optional<Lapse>> firsts = new HashMap<>();

  /** Makes the forecast of a picture. */
  public Forecast(FleetPicture picture, Assumption assumption) {
    this.picture = Objects.requireNonNull(picture);
    this.assumption = Objects.requireNonNull(assumption);
    this.shelves = new Shelves(picture, assumption);
    this.fates = new Fates(picture, shelves, assumption);
  }

  /** Of what it is the forecast. */
  public FleetPicture picture() {
    return picture;
  }

  /** What is taken for granted. */
  public Assumption assumption() {
    return assumption;
  }

  /** What a relay hands out, and until when. */
  public Shelf shelf(RelayStanding relay) {
    return shelves.of(relay);
  }

  /** What these agents refuse first; empty if it is not known what they are handed. */
  public Optional<Lapse> first(AgentShare share) {
    return firsts.computeIfAbsent(share, fates::first);
  }

  /**
   * What runs out on every way from the source to agents, the first to be refused first.
   *
   * @param group of these agents alone
   * @param until what expires and is refused after that is left out
   */
  public List<PathLine> paths(Optional<String> group, Instant until) {
    Paths paths = new Paths(picture, shelves);
    return picture.groups().topDown().stream()
        .filter(one -> group.filter(id -> !id.equals(one.id())).isEmpty())
        .flatMap(one -> paths.of(one).stream())
        .filter(line -> !line.expires().isAfter(until) || line.lapse().refusesAt(until))
        .sorted(PathLine.ORDER)
        .toList();
  }

  /** The fleet, or the agents and relays of one group, judged on a day. */
  public Judgement at(Instant day, Optional<String> group) {
    long agents = 0;
    long refusing = 0;
    long unknown = 0;
    for (AgentShare share : picture.agentsOf(group)) {
      Optional<Lapse> first = first(share);
      agents += share.computers();
      unknown += first.isEmpty() ? share.computers() : 0;
      refusing += first.filter(l -> l.refusesAt(day)).isPresent() ? share.computers() : 0;
    }
    List<RelayStanding> relays =
        picture.relays().stream()
            .filter(relay -> group.filter(id -> !id.equals(relay.group())).isEmpty())
            .filter(relay -> refuses(shelves.of(relay), day))
            .toList();
    return new Judgement(day, agents, refusing, unknown, relays);
  }

  private static boolean refuses(Shelf shelf, Instant day) {
    return shelf.catalog().refusesAt(day)
        || shelf.wares().stream().findFirst().filter(w -> w.lapse().refusesAt(day)).isPresent();
  }

  /** The days until then on which something happens; what has happened already is of today. */
  public List<FutureDay> days(Optional<String> group, Instant until) {
    Map<LocalDate, long[]> counts = new TreeMap<>();
    for (PathLine line : paths(group, until)) {
      Instant when = line.lapse().from().orElse(line.expires());
      counts.computeIfAbsent(date(when), day -> new long[3])[line.renewsItself() ? 0 : 1]++;
    }
    for (AgentShare share : picture.agentsOf(group)) {
      first(share)
          .flatMap(Lapse::from)
          .filter(from -> !from.isAfter(until))
          .ifPresent(
              from ->
                  counts.computeIfAbsent(date(from), day -> new long[3])[2] += share.computers());
    }
    List<FutureDay> days = new ArrayList<>();
    long total = 0;
    for (Map.Entry<LocalDate, long[]> day : counts.entrySet()) {
      long[] count = day.getValue();
      total += count[2];
      days.add(new FutureDay(day.getKey(), count[0], count[1], count[2], total));
    }
    return List.copyOf(days);
  }

  private LocalDate date(Instant when) {
    Instant shown = when.isBefore(picture.at()) ? picture.at() : when;
    return shown.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
