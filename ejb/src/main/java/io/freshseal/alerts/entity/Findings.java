package io.freshseal.alerts.entity;

import io.freshseal.alerts.entity.Circumstances.Affected;
import io.freshseal.alerts.entity.Finding.Target;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.forecast.entity.AgentShare;
import io.freshseal.forecast.entity.Arrears;
import io.freshseal.forecast.entity.Arrears.Behind;
import io.freshseal.forecast.entity.FleetPicture;
import io.freshseal.forecast.entity.Forecast;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.Shelves;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.shared.entity.Sentence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what should be an open alert now: one for each cause, however many computers it touches.
 */
public final class Findings {

  private final FleetPicture picture;
  private final Circumstances around;
  private final List<Finding> found = new ArrayList<>();

  private Findings(FleetPicture picture, Circumstances around) {
    this.picture = picture;
    this.around = around;
  }

  /** Everything that should be open, each kind and cause once. */
  public static List<Finding> of(Forecast forecast, Circumstances around) {
    Findings findings = new Findings(forecast.picture(), around);
    findings.found.addAll(new ComingEnds(forecast, around.days()).findings());
    findings.found.addAll(new EmptyGroups(forecast.picture()).findings());
    findings.relays();
    findings.outOfDate();
    findings.source();
    findings.offline();
    findings.affected(AlertKind.CLOCKS_DIFFER, AlertSentence.CLOCKS_DIFFER, around.clocks());
    findings.affected(AlertKind.DISKS_FULL, AlertSentence.DISKS_FULL, around.disks());
    findings.certificate();
    return List.copyOf(findings.found);
  }

  private Instant now() {
    return picture.at();
  }

  private void relays() {
    for (RelayStanding relay : picture.relays()) {
      if (relay.reachable() && !Shelves.goesOn(relay)) {
        String text = relay.run().orElseThrow().error().text();
        found.add(
            new Finding(
                AlertKind.RELAY_CANNOT_FETCH,
                relay.id().toString(),
                new Target(Target.Kind.COMPUTER, relay.id().toString()),
                EventLevel.ERROR,
                Sentence.of(AlertSentence.RELAY_CANNOT_FETCH, relay.name(), text),
                1,
                List.of(relay.id().toString())));
      }
    }
  }

  private void outOfDate() {
    List<Behind> late =
        Arrears.of(picture, Optional.empty()).behind().stream()
            .filter(one -> one.lag().since().plus(around.behindAfter()).isBefore(now()))
            .toList();
    if (!late.isEmpty()) {
      List<AgentShare> shares = late.stream().map(Behind::share).toList();
      Instant since = late.get(0).lag().since();
      long computers = count(shares);
      found.add(
          new Finding(
              AlertKind.OUT_OF_DATE,
              "",
              Target.FLEET,
              EventLevel.WARNING,
              Sentence.of(AlertSentence.OUT_OF_DATE, computers, since),
              computers,
              examples(shares)));
    }
  }

  private void source() {
    SourceSight sight = picture.source();
    if (sight.asked().isPresent() && !sight.isCurrent()) {
      Sentence why = sight.why().orElseThrow();
      Sentence sentence =
          sight
              .unknownSince()
              .map(since -> Sentence.of(AlertSentence.SOURCE_UNREACHABLE, since, why))
              .orElseGet(() -> Sentence.of(AlertSentence.SOURCE_NEVER_REACHED, why));
      found.add(ofSource(AlertKind.SOURCE_UNREACHABLE, sentence));
    } else if (sight.isCurrent() && !sight.renews(now())) {
      long sequence = sight.offer().orElseThrow().catalog().sequence();
      Sentence sentence = Sentence.of(AlertSentence.SOURCE_NOT_RENEWING, sequence);
      found.add(ofSource(AlertKind.SOURCE_NOT_RENEWING, sentence));
    }
  }

  private static Finding ofSource(AlertKind kind, Sentence sentence) {
    return new Finding(kind, "", Target.SOURCE, EventLevel.ERROR, sentence, 0, List.of());
  }

  private void offline() {
    List<AgentShare> agents =
        picture.agents().stream().filter(share -> share.offline() > 0).toList();
    List<RelayStanding> relays =
        picture.relays().stream()
            .filter(relay -> relay.seen().isPresent() && !relay.reachable())
            .toList();
    long computers = agents.stream().mapToLong(AgentShare::offline).sum() + relays.size();
    if (computers > 0) {
      List<String> examples = new ArrayList<>();
      relays.forEach(relay -> examples.add(relay.id().toString()));
      found.add(
          new Finding(
              AlertKind.COMPUTERS_OFFLINE,
              "",
              Target.FLEET,
              relays.isEmpty() ? EventLevel.WARNING : EventLevel.ERROR,
              Sentence.of(AlertSentence.COMPUTERS_OFFLINE, computers, relays.size()),
              computers,
              examples));
    }
  }

  private void affected(AlertKind kind, AlertSentence sentence, Affected who) {
    if (who.computers() > 0) {
      found.add(
          new Finding(
              kind,
              "",
              Target.FLEET,
              EventLevel.WARNING,
              Sentence.of(sentence, who.computers()),
              who.computers(),
              who.examples()));
    }
  }

  private void certificate() {
    around
        .certificate()
        .flatMap(
            end ->
                around
                    .days()
                    .nearness(end, now())
                    .map(near -> certificate(end, near.level()).within(near.days())))
        .ifPresent(found::add);
  }

  private static Finding certificate(Instant end, EventLevel level) {
    Sentence sentence = Sentence.of(AlertSentence.CERTIFICATE_ENDS, end);
    return new Finding(AlertKind.CERTIFICATE_ENDS, "", Target.FLEET, level, sentence, 0, List.of());
  }

  private static long count(List<AgentShare> shares) {
    return shares.stream().mapToLong(AgentShare::computers).sum();
  }

  private static List<String> examples(List<AgentShare> shares) {
    return shares.stream().map(share -> share.example().toString()).toList();
  }
}
