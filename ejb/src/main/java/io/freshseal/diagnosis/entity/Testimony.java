package io.freshseal.diagnosis.entity;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.diagnosis.entity.Fact.Witness;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.SourceOffer;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.LastRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts what is known into facts, each with where it is from. */
final class Testimony {

  private static final int MOST_FILES = 3;

  private final Ward ward;

  Testimony(Ward ward) {
    this.ward = ward;
  }

  /** How its last update ended, and whom it asked. */
  List<Fact> run(Patient computer) {
    List<Fact> facts = new ArrayList<>();
    if (computer.run().isEmpty()) {
      facts.add(heard(computer, DiagnosisSentence.FACT_NO_RUN, computer.name()));
      return facts;
    }
    LastRun run = computer.run().get();
    facts.add(
        run.error().code() == 0
            ? heard(computer, DiagnosisSentence.FACT_RUN_WELL, computer.name(), run.at())
            : heard(
                computer,
                DiagnosisSentence.FACT_RUN,
                computer.name(),
                run.at(),
                run.error().text(),
                run.error().code()));
    run.from().ifPresent(from -> facts.add(served(computer, run, from)));
    return facts;
  }

  private Fact served(Patient computer, LastRun run, String from) {
    return run.fromBuild()
        .map(
            build ->
                heard(computer, DiagnosisSentence.FACT_SERVED_BUILD, computer.name(), from, build))
        .orElseGet(() -> heard(computer, DiagnosisSentence.FACT_SERVED, computer.name(), from));
  }

  /** What has run out there, beside what the source offers of the same. */
  List<Fact> held(Patient computer, Ailment ailment) {
    List<Fact> facts = new ArrayList<>();
    computer
        .body()
        .followed()
        .ifPresent(
            f ->
                facts.add(
                    heard(
                        computer,
                        DiagnosisSentence.FACT_FOLLOWED,
                        computer.name(),
                        f.sequence(),
                        f.epoch(),
                        f.expires())));
    List<HeldFile> expired = ailment.expired(computer);
    int all = ailment.files(computer).map(List::size).orElse(0);
    if (!expired.isEmpty()) {
      facts.add(
          heard(computer, DiagnosisSentence.FACT_EXPIRED, computer.name(), expired.size(), all));
    }
    for (HeldFile file : expired.subList(0, Math.min(MOST_FILES, expired.size()))) {
      facts.add(
          heard(
              computer,
              DiagnosisSentence.FACT_HELD,
              computer.name(),
              file.id(),
              file.version(),
              file.serial(),
              file.expires()));
      offered(file, ailment).forEach(facts::add);
    }
    return facts;
  }

  private List<Fact> offered(HeldFile file, Ailment ailment) {
    List<Fact> facts = new ArrayList<>();
    ailment
        .offered(file.id())
        .ifPresent(
            entry -> {
              facts.add(
                  source(
                      DiagnosisSentence.FACT_OFFERED,
                      entry.id(),
                      entry.version(),
                      entry.signature().serial(),
                      entry.signature().signedAt(),
                      entry.signature().expires()));
              ailment.offer().stream()
                  .flatMap(offer -> offer.chain(entry.signature().sha256()).stream().limit(1))
                  .forEach(
                      c ->
                          facts.add(
                              source(
                                  DiagnosisSentence.FACT_CERTIFICATE,
                                  entry.id(),
                                  c.serialNumber(),
                                  c.notBefore(),
                                  c.notAfter())));
            });
    return facts;
  }

  /** What the source says of itself. */
  List<Fact> source() {
    SourceSight sight = ward.picture().source();
    List<Fact> facts = new ArrayList<>();
    sight
        .offer()
        .map(SourceOffer::catalog)
        .ifPresent(
            c ->
                facts.add(
                    source(
                        DiagnosisSentence.FACT_SEQUENCE,
                        c.sequence(),
                        c.epoch(),
                        c.issued(),
                        c.expires())));
    if (!sight.isCurrent()) {
      facts.add(
          source(DiagnosisSentence.FACT_SOURCE_SILENT, ward.sourceName(), sight.code().text()));
    }
    return facts;
  }

  /** What its build can do. */
  Fact build(RelayStanding relay) {
    return Fact.of(
        Witness.BUILDS,
        relay.id(),
        ward.picture().refreshes(relay)
            ? DiagnosisSentence.FACT_BUILD_NEW
            : DiagnosisSentence.FACT_BUILD_OLD,
        relay.name(),
        relay.build());
  }

  /** Since when a relay is not heard, if it is not. */
  List<Fact> silence(RelayStanding relay) {
    return relay.reachable()
        ? List.of()
        : List.of(
            Fact.of(
                Witness.MANAGER,
                relay.id(),
                DiagnosisSentence.FACT_SILENT,
                relay.name(),
                relay.seen().map(Object::toString).orElse("-")));
  }

  /** How its clock is beside the others. */
  Fact clock(Patient computer) {
    return ward.isOwn(computer.id())
        ? Fact.of(
            Witness.MANAGER,
            "",
            DiagnosisSentence.FACT_MANAGER_CLOCK,
            ward.clocks().managerBehind())
        : heard(computer, DiagnosisSentence.FACT_CLOCK, computer.name(), ward.ahead(computer.id()));
  }

  /** Which anchors it judges by, and which the source has. */
  List<Fact> anchors(Patient computer) {
    Optional<Long> theirs = offeredAnchors();
    return computer
        .anchors()
        .map(
            mine ->
                List.of(
                    heard(
                        computer,
                        DiagnosisSentence.FACT_ANCHORS,
                        computer.name(),
                        mine,
                        theirs.map(Object::toString).orElse("-"))))
        .orElse(List.of());
  }

  /** Number of the bundle of trust anchors that the source offers; empty if none is known. */
  Optional<Long> offeredAnchors() {
    return ward.picture()
        .source()
        .offer()
        .flatMap(offer -> offer.catalog().anchors())
        .map(AnchorsEntry::number);
  }

  Fact heard(Patient computer, DiagnosisSentence sentence, Object... arguments) {
    return heard(computer.id(), sentence, arguments);
  }

  private static Fact heard(UUID computer, DiagnosisSentence sentence, Object... arguments) {
    return Fact.of(Witness.HEARTBEAT, computer, sentence, arguments);
  }

  private Fact source(DiagnosisSentence sentence, Object... arguments) {
    return Fact.of(Witness.SOURCE, ward.sourceName(), sentence, arguments);
  }
}
