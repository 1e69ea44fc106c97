package io.freshseal.diagnosis.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.forecast.Fleets;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.member.entity.LastRun;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random trees of relay groups in which one relay, or the source, is made to fail for a known cause
 * and everybody behind it suffers: the diagnosis names that one, once, with all who fail.
 */
class DiagnosisPropertyTest {

  private static final int FLEETS = 300;
  private static final Instant LATELY = Hospital.NOW.minus(Duration.ofMinutes(10));
  private static final Instant LONG_AGO = Hospital.RENEWED.minus(Duration.ofHours(1));

  /** What is done to a relay, and what it is called then. */
  private enum Fault {
    OLD_BUILD(Cause.OLD_BUILD),
    OTHER_SOURCE(Cause.WRONG_SOURCE),
    NOT_RUN(Cause.IDLE_RELAY),
    SILENT(Cause.IDLE_RELAY),
    FULL(Cause.DISK_FULL),
    BROKEN_DISK(Cause.DAMAGED_CACHE),
    FOLDER(Cause.STALE_BUNDLE),
    CUT_OFF(Cause.NETWORK),
    CLOCK(Cause.CLOCK),
    SOURCE(Cause.SOURCE_NOT_RENEWED);

    private final Cause cause;

    Fault(Cause cause) {
      this.cause = cause;
    }
  }

  /** A fleet that is being made. */
  private static final class Fleet {
    private final Hospital hospital = new Hospital();
    private final Random random;
    private final List<RelayStanding> relays = new ArrayList<>();
    private final Map<RelayStanding, RelayStanding> above = new HashMap<>();
    private final List<Patient> agents = new ArrayList<>();

    private Fleet(long seed) {
      random = new Random(seed);
      int groups = 1 + random.nextInt(6);
      for (int g = 0; g < groups; g++) {
        String parent = g == 0 || random.nextInt(4) == 0 ? null : "g" + random.nextInt(g);
        hospital.group("g" + g, parent);
        int count = 1 + random.nextInt(3);
        for (int r = 0; r < count; r++) {
          add("r" + g + "." + r, "g" + g, parent);
        }
      }
    }

    private void add(String name, String group, String parent) {
      List<RelayStanding> parents = relays.stream().filter(r -> r.group().equals(parent)).toList();
      RelayStanding upper = parents.isEmpty() ? null : parents.get(random.nextInt(parents.size()));
      RelayBuild build =
          random.nextInt(3) == 0 ? RelayBuild.parse("12.0.0-1278").orElseThrow() : Fleets.NEW;
      String from = upper == null ? Hospital.SOURCE : Hospital.url(upper.name());
      RelayStanding relay =
          hospital.relay(name, group, build, true, Hospital.run(LATELY, StatusCode.OK, from));
      relays.add(relay);
      above.put(relay, upper);
    }

    private boolean isBehind(RelayStanding relay, RelayStanding broken) {
      for (RelayStanding at = relay; at != null; at = above.get(at)) {
        if (at.equals(broken)) {
          return true;
        }
      }
      return false;
    }

    private RelayStanding breakOne(Fault fault) {
      RelayStanding broken = relays.get(random.nextInt(relays.size()));
      if (fault == Fault.OTHER_SOURCE || fault == Fault.FOLDER) {
        broken = relays.stream().filter(r -> above.get(r) == null).findFirst().orElseThrow();
      }
      RelayStanding victim = broken;
      relays.stream()
          .filter(r -> fault == Fault.SOURCE || isBehind(r, victim))
          .forEach(
              r -> hospital.relay(r.name(), r.group(), r.build(), false, r.run().orElseThrow()));
      hurt(victim, fault);
      relays.forEach(relay -> serve(relay, fault == Fault.SOURCE || isBehind(relay, victim)));
      return victim;
    }

    private void hurt(RelayStanding relay, Fault fault) {
      String from = relay.run().flatMap(LastRun::from).orElseThrow();
      switch (fault) {
        case OLD_BUILD -> stale(relay, Fleets.OLD, Hospital.run(LATELY, StatusCode.OK, from));
        case OTHER_SOURCE ->
            stale(
                relay,
                relay.build(),
                Hospital.run(LATELY, StatusCode.OK, "https://cdn.test/api/v1"));
        case FOLDER ->
            stale(relay, relay.build(), Hospital.run(LATELY, StatusCode.OK, "file:/mnt"));
        case NOT_RUN -> stale(relay, relay.build(), Hospital.run(LONG_AGO, StatusCode.OK, from));
        case SILENT ->
            hospital.replace(
                Hospital.silent(
                    stale(relay, relay.build(), Hospital.run(LONG_AGO, StatusCode.OK, from))));
        case FULL -> stale(relay, relay.build(), Hospital.run(LATELY, StatusCode.DISK_FULL, from));
        case BROKEN_DISK ->
            stale(relay, relay.build(), Hospital.run(LATELY, StatusCode.STORAGE_FAULT, from));
        case CUT_OFF ->
            stale(relay, relay.build(), Hospital.run(LATELY, StatusCode.SOURCE_UNREACHABLE, from));
        case CLOCK -> {
          hospital.clocks.put(relay.id(), Duration.ofDays(100));
          stale(
              relay,
              relay.build(),
              Hospital.run(LATELY, StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, from));
        }
        case SOURCE ->
            hospital.source = hospital.source.seen(Hospital.offer(Hospital.RAN_OUT), Hospital.NOW);
      }
    }

    private RelayStanding stale(RelayStanding relay, RelayBuild build, LastRun run) {
      return hospital.relay(relay.name(), relay.group(), build, false, run);
    }

    private void serve(RelayStanding relay, boolean badly) {
      RelayStanding now =
          hospital.relays.stream().filter(r -> r.id().equals(relay.id())).findFirst().orElseThrow();
      int count = random.nextInt(3);
      for (int a = 0; a < count; a++) {
        StatusCode code = badly ? StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE : StatusCode.OK;
        agents.add(
            hospital.agent(
                relay.name() + "-a" + a,
                relay.group(),
                Hospital.behind(LATELY.plusSeconds(60), code, now)));
      }
    }

    private List<Finding> examined() {
      Examination examination = new Examination(hospital.ward());
      return Stream.concat(agents.stream(), hospital.relays.stream().map(Patient::of))
          .map(examination::of)
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void trueCause_isNamedOnceWithEverybodyWhoFails(Fault fault) {
    int failing = 0;
    for (long seed = 0; seed < FLEETS; seed++) {
      Fleet fleet = new Fleet(seed);
      RelayStanding broken = fleet.breakOne(fault);
      Set<Object> suffering =
          Stream.concat(
                  fleet.agents.stream().filter(a -> a.code() != StatusCode.OK).map(Patient::id),
                  fleet.relays.stream()
                      .filter(r -> fault == Fault.SOURCE || fleet.isBehind(r, broken))
                      .map(RelayStanding::id))
              .collect(Collectors.toSet());

      List<Diagnosis> diagnoses =
          Diagnosis.of(fleet.examined().stream().filter(f -> f.cause().isTrouble()).toList());

      assertThat(diagnoses).as("fleet %d: %s", seed, diagnoses).hasSize(1);
      Diagnosis diagnosis = diagnoses.get(0);
      assertThat(diagnosis.cause()).as("fleet %d", seed).isEqualTo(fault.cause);
      assertThat(diagnosis.culprit())
          .isEqualTo(fault == Fault.SOURCE ? Culprit.source(Hospital.SOURCE) : Culprit.of(broken));
      assertThat(diagnosis.affected().failing()).isEqualTo(suffering.size());
      assertOrdered(diagnosis, fleet);
      failing += suffering.size();
    }
    assertThat(failing).isGreaterThan(FLEETS);
  }

  private static void assertOrdered(Diagnosis diagnosis, Fleet fleet) {
    List<RepairStep> steps = RepairPlan.of(diagnosis, true);
    assertThat(steps).isNotEmpty();
    List<RepairKind> kinds = steps.stream().map(RepairStep::kind).toList();
    assertThat(kinds).doesNotHaveDuplicates();
    if (kinds.contains(RepairKind.UPDATE_AGENTS)) {
      assertThat(kinds).last().isEqualTo(RepairKind.UPDATE_AGENTS);
    }
    assertThat(diagnosis.affected().agents())
        .doesNotContainAnyElementsOf(fleet.relays.stream().map(RelayStanding::id).toList());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void withoutASightOfTheSource_nothingIsGuessedOfIt(Fault fault) {
    for (long seed = 0; seed < FLEETS; seed++) {
      Fleet fleet = new Fleet(seed);
      fleet.breakOne(fault);
      fleet.hospital.source =
          fleet.hospital.source.refused(StatusCode.INTERNAL, Sentence.asIs("away"), Hospital.NOW);
      Set<Cause> causes =
          fleet.examined().stream()
              .map(Finding::cause)
              .filter(Cause::isTrouble)
              .collect(Collectors.toSet());
      assertThat(causes)
          .as("fleet %d", seed)
          .isSubsetOf(fault == Fault.SOURCE ? Cause.UNKNOWN : fault.cause, Cause.UNKNOWN);
    }
  }
}
