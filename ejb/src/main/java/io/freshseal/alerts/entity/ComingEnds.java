package io.freshseal.alerts.entity;

import io.freshseal.alerts.entity.AlertDays.Nearness;
import io.freshseal.alerts.entity.Finding.Target;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.forecast.entity.Forecast;
import io.freshseal.forecast.entity.Hindrance;
import io.freshseal.forecast.entity.PathLine;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.shared.entity.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ends that a forecast sees, one for each cause: whoever keeps something from being renewed,
 * with everybody who will refuse because of it. A relay that cannot renew at its build is told at
 * once, whatever the day.
 */
final class ComingEnds {

  private static final Duration FAR = Duration.ofDays(36_500);

  private final Forecast forecast;
  private final AlertDays days;

  ComingEnds(Forecast forecast, AlertDays days) {
    this.forecast = forecast;
    this.days = days;
  }

  private record Cause(Hindrance why, Optional<RelayStanding> who, String group) {}

  List<Finding> findings() {
    Map<Cause, List<PathLine>> causes = new LinkedHashMap<>();
    forecast.paths(Optional.empty(), forecast.picture().at().plus(FAR)).stream()
        .filter(line -> !line.renewsItself())
        .forEach(line -> causes.computeIfAbsent(cause(line), c -> new ArrayList<>()).add(line));
    return causes.entrySet().stream()
        .flatMap(entry -> finding(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  // Agents that nobody supplies are the cause of no relay, but of their group.
  private static Cause cause(PathLine line) {
    boolean cutOff = line.relay().isEmpty() && line.lapse().hindrance() == Hindrance.NO_SUPPLIER;
    return new Cause(line.lapse().hindrance(), line.blamed(), cutOff ? line.group().id() : "");
  }

  private Optional<Finding> finding(Cause cause, List<PathLine> lines) {
    PathLine first = lines.get(0);
    Instant end = first.lapse().from().orElseThrow();
    Optional<Nearness> near = days.nearness(end, forecast.picture().at());
    if (cause.why() == Hindrance.OLD_BUILD) {
      RelayStanding relay = cause.who().orElseThrow();
      EventLevel level = near.map(Nearness::level).orElse(EventLevel.WARNING);
      return Optional.of(within(near, oldBuild(relay, end, level, lines)));
    }
    return near.map(found -> within(near, ahead(cause, first, found.level(), lines)));
  }

  private static Finding within(Optional<Nearness> near, Finding finding) {
    return near.map(Nearness::days).map(finding::within).orElse(finding);
  }

  private static Finding oldBuild(
      RelayStanding relay, Instant end, EventLevel level, List<PathLine> lines) {
    long computers = computers(lines);
    return new Finding(
        AlertKind.CANNOT_RENEW,
        relay.id().toString(),
        new Target(Target.Kind.COMPUTER, relay.id().toString()),
        level,
        Sentence.of(AlertSentence.CANNOT_RENEW, relay.name(), relay.build().text(), end, computers),
        computers,
        List.of(relay.id().toString()));
  }

  private static Finding ahead(
      Cause cause, PathLine first, EventLevel level, List<PathLine> lines) {
    long computers = computers(lines);
    String what = first.file().map(file -> file.id().text()).orElse("catalog");
    Instant end = first.lapse().from().orElseThrow();
    Optional<String> relay = cause.who().map(one -> one.id().toString());
    String where = relay.orElse(cause.group());
    Target target =
        relay
            .map(id -> new Target(Target.Kind.COMPUTER, id))
            .orElseGet(
                () ->
                    cause.group().isEmpty()
                        ? Target.SOURCE
                        : new Target(Target.Kind.GROUP, cause.group()));
    return new Finding(
        AlertKind.EXPIRY_AHEAD,
        cause.why().name() + (where.isEmpty() ? "" : "/" + where),
        target,
        level,
        Sentence.of(AlertSentence.EXPIRY_AHEAD, what, end, computers),
        computers,
        relay.stream().toList());
  }

  // A way has a line for each component; its agents count once.
  private static long computers(List<PathLine> lines) {
    Map<String, Long> ways = new HashMap<>();
    for (PathLine line : lines) {
      String way = line.group().id() + line.relay().map(relay -> relay.id().toString()).orElse("");
      ways.merge(way, line.computers(), Math::max);
    }
    return ways.values().stream().mapToLong(Long::longValue).sum();
  }
}
