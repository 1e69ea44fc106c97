package io.freshseal.diagnosis.entity;

import static io.freshseal.diagnosis.entity.Hospital.HOUR;
import static io.freshseal.diagnosis.entity.Hospital.NOW;
import static io.freshseal.diagnosis.entity.Hospital.RENEWED;
import static io.freshseal.diagnosis.entity.Hospital.SOURCE;
import static io.freshseal.diagnosis.entity.Hospital.behind;
import static io.freshseal.diagnosis.entity.Hospital.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.forecast.Fleets;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.LastRun;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One relay above another, agents below: which of them is to blame, and for what. */
class ExaminationTest {

  private static final Instant LATELY = NOW.minus(Duration.ofMinutes(10));
  private static final Instant LONG_AGO = RENEWED.minus(HOUR);

  private final Hospital fleet = new Hospital();
  private RelayStanding top;
  private RelayStanding low;

  @BeforeEach
  void twoRelaysInOrder() {
    fleet.group("top", null);
    fleet.group("low", "top");
    top = fleet.relay("r1", "top", Fleets.NEW, true, run(LATELY, StatusCode.OK, SOURCE));
    low =
        fleet.relay("r2", "low", Fleets.NEW, true, run(LATELY, StatusCode.OK, Hospital.url("r1")));
  }

  @Test
  void aRelayThatAsksAndStillFollowsAnOlderCatalog_isCutOff() {
    RelayStanding behind =
        fleet.relay(
            "r1",
            "top",
            Fleets.NEW,
            false,
            run(LATELY, StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, SOURCE));
    fleet.replace(
        new RelayStanding(
            behind.id(),
            behind.name(),
            behind.group(),
            behind.build(),
            behind.url(),
            true,
            behind.seen(),
            behind.holding(),
            Optional.of(new Followed("primary", 1, 19, Hospital.VALID, 3)),
            behind.run()));

    assertBlamed(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE), Cause.NETWORK, behind);
  }

  private Finding failing(StatusCode code) {
    return fleet.examine(fleet.agent("a", "low", behind(LATELY.plusSeconds(60), code, low)));
  }

  private static void assertBlamed(Finding finding, Cause cause, Place place, String id) {
    assertThat(finding.cause()).as("%s", finding.facts()).isEqualTo(cause);
    assertThat(finding.culprit().place()).isEqualTo(place);
    assertThat(finding.culprit().id()).isEqualTo(id);
  }

  private static void assertBlamed(Finding finding, Cause cause, RelayStanding relay) {
    assertBlamed(finding, cause, Place.RELAY, relay.id().toString());
    assertThat(finding.path())
        .filteredOn(Hop::culprit)
        .extracting(Hop::name)
        .containsExactly(relay.name());
  }

  private void stale(boolean topToo) {
    if (topToo) {
      top = fleet.relay("r1", "top", top.build(), false, top.run().orElseThrow());
    }
    low = fleet.relay("r2", "low", low.build(), false, low.run().orElseThrow());
  }

  @Test
  void oldBuildOfTheRelay_isBlamedUnderBothSpellingsOfTheFailure() {
    top = fleet.relay("r1", "top", Fleets.OLD, false, top.run().orElseThrow());
    low = fleet.relay("r2", "low", Fleets.NEW, false, low.run().orElseThrow());
    Finding told = failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(told.patient().run().orElseThrow().error().text())
        .isEqualTo("IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    assertBlamed(told, Cause.OLD_BUILD, top);

    top = fleet.relay("r1", "top", Fleets.NEW, true, top.run().orElseThrow());
    low = fleet.relay("r2", "low", Fleets.OLD, false, low.run().orElseThrow());
    Finding other = failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(other.patient().run().orElseThrow().error().text())
        .isEqualTo("IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE");
    assertBlamed(other, Cause.OLD_BUILD, low);
  }

  @Test
  void oldBuildBehindAnIdleRelay_isNotBlamed() {
    top = fleet.relay("r1", "top", Fleets.NEW, false, run(LONG_AGO, StatusCode.OK, SOURCE));
    low = fleet.relay("r2", "low", Fleets.OLD, false, low.run().orElseThrow());
    assertBlamed(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE), Cause.IDLE_RELAY, top);
  }

  @Test
  void relayThatTakesFromSomebodyElse_hasTheWrongSource() {
    stale(true);
    top = fleet.relay("r1", "top", Fleets.OLD, false, run(LATELY, StatusCode.OK, "http://x.test"));
    assertBlamed(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE), Cause.WRONG_SOURCE, top);
  }

  @Test
  void relayThatTakesFromAFolder_holdsAnOldBundle() {
    stale(true);
    top = fleet.relay("r1", "top", Fleets.NEW, false, run(LATELY, StatusCode.OK, "file:///mnt/b"));
    assertBlamed(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE), Cause.STALE_BUNDLE, top);
  }

  @Test
  void relaysThatTakeFromEachOther_haveTheWrongSource() {
    stale(true);
    top =
        fleet.relay("r1", "top", Fleets.NEW, false, run(LATELY, StatusCode.OK, Hospital.url("r2")));
    assertThat(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE).cause())
        .isEqualTo(Cause.WRONG_SOURCE);
  }

  @Test
  void silentRelayThatHoldsOldFiles_isIdle() {
    stale(true);
    fleet.replace(Hospital.silent(top));
    assertBlamed(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE), Cause.IDLE_RELAY, top);
  }

  @Test
  void sourceThatOffersWhatHasRunOut_isBlamedBeforeAnyRelay() {
    stale(true);
    fleet.source = fleet.source.seen(Hospital.offer(Hospital.RAN_OUT), NOW);
    assertBlamed(
        failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE),
        Cause.SOURCE_NOT_RENEWED,
        Place.SOURCE,
        "");
  }

  @Test
  void sourceThatNobodySaw_leavesTheCauseOpen() {
    stale(true);
    fleet.source = SourceSight.of(SOURCE, SourceSight.ANY);
    Finding finding = failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(finding.cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(finding.facts()).anyMatch(Fact::isGap);
  }

  @Test
  void relayWhoseUpdateFails_isBlamedForWhatFailsIt() {
    stale(true);
    top = fleet.relay("r1", "top", Fleets.NEW, false, run(LATELY, StatusCode.DISK_FULL, SOURCE));
    assertBlamed(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE), Cause.DISK_FULL, top);
    top =
        fleet.relay("r1", "top", Fleets.NEW, false, run(LATELY, StatusCode.STORAGE_FAULT, SOURCE));
    assertBlamed(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE), Cause.DAMAGED_CACHE, top);
    top =
        fleet.relay(
            "r1", "top", Fleets.NEW, false, run(LATELY, StatusCode.SOURCE_UNREACHABLE, SOURCE));
    assertBlamed(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE), Cause.NETWORK, top);
  }

  @Test
  void clockFarAhead_isBlamedForWhatOnlyItSees() {
    fleet.clocks.put(Fleets.id("a"), Duration.ofDays(90));
    assertBlamed(
        failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE), Cause.CLOCK, Place.AGENT, "low");
    fleet.clocks.put(Fleets.id("a"), Duration.ofDays(30));
    assertThat(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE).cause()).isNotEqualTo(Cause.CLOCK);
  }

  @Test
  void relaysClock_isBlamedBeforeItsAgents() {
    stale(true);
    fleet.clocks.put(top.id(), Duration.ofDays(90));
    top =
        fleet.relay(
            "r1",
            "top",
            Fleets.NEW,
            false,
            run(LATELY, StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, SOURCE));
    assertBlamed(failing(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE), Cause.CLOCK, top);
  }

  @Test
  void managersClock_isBlamedWhereEverybodyElseAgrees() {
    fleet.clocks.put(low.id(), Duration.ofDays(-90));
    fleet.clocks.put(Fleets.id("b"), Duration.ofDays(-90));
    fleet.clocks.put(Fleets.id("c"), Duration.ofDays(-90).plusSeconds(20));
    fleet.own = Optional.of(top.id());
    Finding finding =
        fleet.examine(Patient.of(top).with(run(LATELY, StatusCode.CLOCK_UNTRUSTED, SOURCE)));
    assertBlamed(finding, Cause.CLOCK, Place.MANAGER, "");
  }

  @Test
  void anchorsOlderThanTheSources_areBlamedAndEqualOnesMeanAStranger() {
    Patient old =
        fleet.agent("a", "low", behind(LATELY, StatusCode.DIGITAL_SIGNATURE_UNTRUSTED, low), 2);
    assertBlamed(fleet.examine(old), Cause.OLD_ANCHORS, Place.AGENT, "low");
    assertBlamed(failing(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED), Cause.TAMPERING, low);
  }

  static Stream<StatusCode> forgeries() {
    return Stream.of(StatusCode.values()).filter(c -> Complaint.of(c) == Complaint.FORGED);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void everyForgery_isLeftToPeople(StatusCode code) {
    Finding finding = failing(code);
    assertBlamed(finding, Cause.TAMPERING, low);
    assertThat(RepairPlan.of(Diagnosis.of(List.of(finding)).get(0), true))
        .extracting(RepairStep::kind)
        .containsExactly(RepairKind.INVESTIGATE);
  }

  @ParameterizedTest
  @EnumSource(StatusCode.class)
  void everyCode_leadsToACauseThatHasFactsAndSentences(StatusCode code) {
    Finding finding = failing(code);
    assertThat(finding.facts()).isNotEmpty();
    assertThat(finding.path()).isNotEmpty();
    assertThat(Sentence.of(finding.cause().sentence(), "x").english()).doesNotContain("diagnosis.");
    assertThat(finding.cause().isTrouble()).isEqualTo(code != StatusCode.OK);
  }

  @Test
  void agentThatHasNotUpdatedSinceItsRelayWasRepaired_needsAnUpdateAlone() {
    Finding finding =
        fleet.examine(
            fleet.agent(
                "a",
                "low",
                behind(LATELY.minusSeconds(9), StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, low)));
    assertThat(finding.cause()).isEqualTo(Cause.NOT_UPDATED_SINCE);
    assertThat(RepairPlan.of(Diagnosis.of(List.of(finding)).get(0), true))
        .extracting(RepairStep::kind)
        .containsExactly(RepairKind.UPDATE_AGENTS);
  }

  @Test
  void groupWithoutARelay_isBlamedAndARelayThatIsAwayIsNamed() {
    fleet.group("empty", null);
    Patient lonely = fleet.agent("a", "empty", run(LATELY, StatusCode.SOURCE_UNREACHABLE, null));
    assertBlamed(fleet.examine(lonely), Cause.EMPTY_GROUP, Place.GROUP, "empty");
    fleet.replace(Hospital.silent(low));
    assertBlamed(failing(StatusCode.SOURCE_UNREACHABLE), Cause.NETWORK, low);
  }

  @Test
  void sourceThatTheManagerDoesNotReachEither_isBlamedForTheNetwork() {
    top =
        fleet.relay(
            "r1", "top", Fleets.NEW, true, run(LATELY, StatusCode.SOURCE_UNREACHABLE, SOURCE));
    fleet.source = fleet.source.refused(StatusCode.SOURCE_UNREACHABLE, Sentence.asIs("gone"), NOW);
    assertBlamed(fleet.examine(Patient.of(top)), Cause.NETWORK, Place.SOURCE, "");
  }

  @Test
  void bytesThatDoNotMatch_meanADamagedCacheOfTheRelay() {
    assertBlamed(failing(StatusCode.DIGEST_MISMATCH), Cause.DAMAGED_CACHE, low);
    assertBlamed(failing(StatusCode.STORAGE_FAULT), Cause.DAMAGED_CACHE, Place.AGENT, "low");
  }

  @Test
  void computerWithoutARelayOfOnesOwnInTheWay_isNotAffected() {
    Finding finding = fleet.examine(fleet.agent("a", "low", run(LATELY, StatusCode.OK, SOURCE)));
    assertThat(finding.cause()).isEqualTo(Cause.NOT_AFFECTED);
    assertThat(failing(StatusCode.OK).cause()).isEqualTo(Cause.HEALTHY);
    assertThat(fleet.examine(Patient.of(top)).cause())
        .as("in others' way")
        .isEqualTo(Cause.HEALTHY);
  }

  @Test
  void computerThatDoesNotFailYet_inAGroupWithoutARelay_isTold() {
    fleet.group("empty", null);
    assertBlamed(
        fleet.examine(fleet.agent("a", "empty", null)), Cause.EMPTY_GROUP, Place.GROUP, "empty");
  }

  @Test
  void relayThatDoesNotFailYet_belowAGroupWithoutARelay_isTold() {
    fleet.group("empty", null);
    fleet.group("child", "empty");
    RelayStanding relay = fleet.relay("r9", "child", Fleets.NEW, true, null);

    assertBlamed(fleet.examine(Patient.of(relay)), Cause.EMPTY_GROUP, Place.GROUP, "empty");
  }

  @Test
  void tenThousandFailingAgents_areExaminedTogetherInSeconds() {
    fleet.components = 2_000;
    stale(true);
    top = fleet.relay("r1", "top", Fleets.OLD, false, top.run().orElseThrow());
    LastRun run = behind(LATELY.plusSeconds(60), StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, low);
    Examination examination = new Examination(fleet.ward());
    // Time of this thread alone: what else the machine does is no matter.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();

    List<Finding> findings =
        IntStream.range(0, 10_000)
            .mapToObj(n -> examination.of(fleet.agent("a" + n, "low", run)))
            .toList();

    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    assertThat(taken).isLessThan(Duration.ofSeconds(10));
    assertThat(Diagnosis.of(findings))
        .singleElement()
        .matches(d -> d.affected().failing() == 10_000);
  }
}
