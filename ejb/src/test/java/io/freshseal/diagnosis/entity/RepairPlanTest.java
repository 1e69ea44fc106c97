package io.freshseal.diagnosis.entity;

import static io.freshseal.diagnosis.entity.RepairKind.APPLY_BUNDLE;
import static io.freshseal.diagnosis.entity.RepairKind.AWAIT_SUCCESS;
import static io.freshseal.diagnosis.entity.RepairKind.CHECK_NETWORK;
import static io.freshseal.diagnosis.entity.RepairKind.CLEAR_AGENT_CACHE;
import static io.freshseal.diagnosis.entity.RepairKind.CLEAR_RELAY_CACHE;
import static io.freshseal.diagnosis.entity.RepairKind.FILL_GROUP;
import static io.freshseal.diagnosis.entity.RepairKind.FIX_SOURCE;
import static io.freshseal.diagnosis.entity.RepairKind.FREE_DISK;
import static io.freshseal.diagnosis.entity.RepairKind.INVESTIGATE;
import static io.freshseal.diagnosis.entity.RepairKind.LOOK_FURTHER;
import static io.freshseal.diagnosis.entity.RepairKind.MAKE_BUNDLE;
import static io.freshseal.diagnosis.entity.RepairKind.NEW_ANCHORS;
import static io.freshseal.diagnosis.entity.RepairKind.RENEW_ELSEWHERE;
import static io.freshseal.diagnosis.entity.RepairKind.RENEW_SOURCE;
import static io.freshseal.diagnosis.entity.RepairKind.SET_CLOCK;
import static io.freshseal.diagnosis.entity.RepairKind.START_COMPUTER;
import static io.freshseal.diagnosis.entity.RepairKind.UPDATE_AGENTS;
import static io.freshseal.diagnosis.entity.RepairKind.UPDATE_RELAY;
import static io.freshseal.diagnosis.entity.RepairKind.UPDATE_RELAYS_BELOW;
import static io.freshseal.diagnosis.entity.RepairKind.UPGRADE_RELAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.forecast.Fleets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** For every cause the steps that put it right, whom they are about, and in which order. */
class RepairPlanTest {

  private static final UUID RELAY = Fleets.id("relay");
  private static final UUID BELOW = Fleets.id("below");
  private static final UUID AGENT = Fleets.id("agent");
  private static final Culprit OF_RELAY = new Culprit(Place.RELAY, RELAY.toString(), "relay");
  private static final Culprit OF_AGENTS = new Culprit(Place.AGENT, "group", "group");
  private static final Culprit OF_GROUP = new Culprit(Place.GROUP, "group", "group");
  private static final Culprit OF_SOURCE = Culprit.source(Hospital.SOURCE);
  private static final Culprit OF_MANAGER = new Culprit(Place.MANAGER, "", "manager");

  /** A case: who is to blame for what, and what follows. */
  private record Case(Cause cause, Culprit culprit, boolean ownSource, List<RepairKind> steps) {
    private static Case of(Cause cause, Culprit culprit, RepairKind... steps) {
      return new Case(cause, culprit, true, List.of(steps));
    }

    private Case elsewhere() {
      return new Case(cause, culprit, false, steps);
    }
  }

  private static Stream<Case> cases() {
    return Stream.of(
        ofRelay(Cause.OLD_BUILD, UPGRADE_RELAY),
        ofRelay(Cause.WRONG_SOURCE, FIX_SOURCE),
        ofRelay(Cause.IDLE_RELAY),
        ofRelay(Cause.OLD_ANCHORS, NEW_ANCHORS),
        ofRelay(Cause.CLOCK, SET_CLOCK),
        ofRelay(Cause.DAMAGED_CACHE, CLEAR_RELAY_CACHE),
        ofRelay(Cause.NETWORK, CHECK_NETWORK),
        ofRelay(Cause.DISK_FULL, FREE_DISK),
        ofRelay(Cause.NOT_UPDATED_SINCE),
        ofAgents(Cause.OLD_ANCHORS, OF_AGENTS, NEW_ANCHORS),
        ofAgents(Cause.CLOCK, OF_AGENTS, SET_CLOCK),
        ofAgents(Cause.CLOCK, OF_MANAGER, SET_CLOCK),
        ofAgents(Cause.DAMAGED_CACHE, OF_AGENTS, CLEAR_AGENT_CACHE),
        Case.of(Cause.DAMAGED_CACHE, OF_SOURCE, INVESTIGATE),
        ofAgents(Cause.NETWORK, OF_SOURCE, CHECK_NETWORK),
        ofAgents(Cause.DISK_FULL, OF_AGENTS, FREE_DISK),
        ofAgents(Cause.NOT_UPDATED_SINCE, OF_AGENTS),
        ofAgents(Cause.EMPTY_GROUP, OF_GROUP, FILL_GROUP),
        ofAgents(Cause.SOURCE_NOT_RENEWED, OF_SOURCE, RENEW_SOURCE),
        ofAgents(Cause.SOURCE_NOT_RENEWED, OF_SOURCE, RENEW_ELSEWHERE).elsewhere(),
        Case.of(
            Cause.STALE_BUNDLE,
            OF_RELAY,
            MAKE_BUNDLE,
            CLEAR_RELAY_CACHE,
            APPLY_BUNDLE,
            UPDATE_RELAYS_BELOW,
            CLEAR_AGENT_CACHE,
            UPDATE_AGENTS),
        Case.of(Cause.TAMPERING, OF_RELAY, INVESTIGATE),
        Case.of(Cause.UNKNOWN, OF_RELAY, LOOK_FURTHER),
        Case.of(Cause.HEALTHY, OF_AGENTS),
        Case.of(Cause.NOT_AFFECTED, OF_AGENTS));
  }

  private static Case ofRelay(Cause cause, RepairKind... first) {
    return new Case(
        cause,
        OF_RELAY,
        true,
        Stream.concat(
                Stream.of(first),
                Stream.of(UPDATE_RELAY, AWAIT_SUCCESS, UPDATE_RELAYS_BELOW, UPDATE_AGENTS))
            .toList());
  }

  private static Case ofAgents(Cause cause, Culprit culprit, RepairKind... first) {
    return new Case(
        cause,
        culprit,
        true,
        Stream.concat(Stream.of(first), Stream.of(UPDATE_RELAYS_BELOW, UPDATE_AGENTS)).toList());
  }

  private static Diagnosis diagnosis(Cause cause, Culprit culprit, List<Fact> facts) {
    return new Diagnosis(
        cause,
        culprit,
        new Diagnosis.Affected(List.of(BELOW), List.of(AGENT), 2),
        List.of(),
        facts);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theStepsOfACause_areTakenFromTheCulpritDownToTheAgents(Case given) {
    List<RepairStep> plan =
        RepairPlan.of(diagnosis(given.cause(), given.culprit(), List.of()), given.ownSource());

    assertThat(plan).extracting(RepairStep::kind).isEqualTo(given.steps());
    for (RepairStep step : plan) {
      assertThat(step.computers()).as(step.kind().name()).isEqualTo(concerned(step, given));
      assertThat(step.most())
          .as("a person has all the time, a computer has not: %s", step.kind())
          .matches(most -> step.kind().byHand() == most.equals(Duration.ZERO));
    }
  }

  private static List<UUID> concerned(RepairStep step, Case given) {
    return switch (step.kind()) {
      case UPDATE_RELAYS_BELOW -> List.of(BELOW);
      case UPDATE_AGENTS, CLEAR_AGENT_CACHE -> List.of(AGENT);
      case INVESTIGATE, LOOK_FURTHER, MAKE_BUNDLE -> List.of();
      default -> given.culprit().equals(OF_RELAY) ? List.of(RELAY) : List.of();
    };
  }

  @ParameterizedTest
  @EnumSource
  void everyCause_hasACase_andAPlanExactlyIfItIsTrouble(Cause cause) {
    List<Case> own = cases().filter(given -> given.cause() == cause).toList();

    assertThat(own).isNotEmpty();
    assertThat(own).allMatch(given -> given.steps().isEmpty() != cause.isTrouble());
  }

  @Test
  void everyKindOfStep_isOfSomePlan() {
    Set<RepairKind> used =
        cases().flatMap(given -> given.steps().stream()).collect(Collectors.toSet());

    assertThat(EnumSet.complementOf(EnumSet.copyOf(used))).containsExactly(START_COMPUTER);
  }

  @Test
  void anIdleRelayThatIsNotHeard_isStartedFirst() {
    Fact silence =
        Fact.of(
            Fact.Witness.MANAGER, RELAY.toString(), DiagnosisSentence.FACT_SILENT, "relay", "-");

    assertThat(RepairPlan.of(diagnosis(Cause.IDLE_RELAY, OF_RELAY, List.of(silence)), true))
        .extracting(RepairStep::kind)
        .containsExactly(
            START_COMPUTER, UPDATE_RELAY, AWAIT_SUCCESS, UPDATE_RELAYS_BELOW, UPDATE_AGENTS);
  }

  @Test
  void whereNobodyIsBehind_nobodyIsUpdated() {
    Diagnosis alone =
        new Diagnosis(
            Cause.OLD_BUILD,
            OF_RELAY,
            new Diagnosis.Affected(List.of(), List.of(), 1),
            List.of(),
            List.of());

    assertThat(RepairPlan.of(alone, true))
        .extracting(RepairStep::kind)
        .containsExactly(UPGRADE_RELAY, UPDATE_RELAY, AWAIT_SUCCESS);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSteps_areKeptWithTheDiagnosis(Case given) {
    Diagnosis found = diagnosis(given.cause(), given.culprit(), List.of());

    KeptDiagnosis kept = new KeptDiagnosis(found, given.ownSource(), "admin", Instant.EPOCH);

    assertThat(kept.steps()).isEqualTo(RepairPlan.of(found, given.ownSource()));
    assertThat(Lines.steps(Lines.steps(kept.steps()), found)).isEqualTo(kept.steps());
  }

  @Test
  void theSameCauseAndCulprit_haveTheSameKey_whoeverIsAskedAbout() {
    Diagnosis one = diagnosis(Cause.CLOCK, OF_RELAY, List.of());
    Diagnosis other =
        new Diagnosis(
            Cause.CLOCK,
            OF_RELAY,
            new Diagnosis.Affected(List.of(), List.of(), 9),
            List.of(),
            List.of());

    assertThat(other.causeKey()).isEqualTo(one.causeKey());
    assertThat(diagnosis(Cause.NETWORK, OF_RELAY, List.of()).causeKey())
        .isNotEqualTo(one.causeKey());
    assertThat(diagnosis(Cause.CLOCK, OF_MANAGER, List.of()).causeKey())
        .isNotEqualTo(one.causeKey())
        .hasSizeLessThanOrEqualTo(120);
  }
}
