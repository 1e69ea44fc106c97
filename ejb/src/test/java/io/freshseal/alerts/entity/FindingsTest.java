package io.freshseal.alerts.entity;

import static io.freshseal.forecast.Fleets.LONG_AGO;
import static io.freshseal.forecast.Fleets.NEW;
import static io.freshseal.forecast.Fleets.NOW;
import static io.freshseal.forecast.Fleets.OLD;
import static io.freshseal.forecast.Fleets.following;
import static io.freshseal.forecast.Fleets.group;
import static io.freshseal.forecast.Fleets.held;
import static io.freshseal.forecast.Fleets.id;
import static io.freshseal.forecast.Fleets.offered;
import static io.freshseal.forecast.Fleets.relay;
import static io.freshseal.forecast.Fleets.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshseal.alerts.entity.Circumstances.Affected;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.forecast.control.PictureTaking;
import io.freshseal.forecast.entity.AgentLine;
import io.freshseal.forecast.entity.Assumption;
import io.freshseal.forecast.entity.CatalogPoint;
import io.freshseal.forecast.entity.FleetPicture.Knowledge;
import io.freshseal.forecast.entity.FleetPicture.Members;
import io.freshseal.forecast.entity.Forecast;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static final Holdings FRESH =
      new Holdings(List.of(held("smart-scan", 2, NOW.plus(Duration.ofDays(80)))));
  private static final SourceSight SOURCE =
      SourceSight.of("source", SourceSight.ANY).seen(offered(NOW, 7, FRESH), NOW);

  private static Holdings ending(int days) {
    return new Holdings(List.of(held("smart-scan", 1, NOW.plus(Duration.ofDays(days)))));
  }

  private static RelayStanding standing(String name, RelayBuild build, Holdings holdings) {
    Followed catalog = new Followed("primary", 1, 7, NOW.plus(Duration.ofDays(30)), 0);
    return following(relay(name, "site", build, digest(holdings)), catalog);
  }

  private static Optional<Sha256> digest(Holdings holdings) {
    return Optional.of(HoldingsJson.digest(holdings));
  }

  private static List<Finding> found(
      List<RelayStanding> relays, Holdings holdings, SourceSight source) {
    return found(relays, holdings, source, Optional.empty());
  }

  private static List<Finding> found(
      List<RelayStanding> relays,
      Holdings holdings,
      SourceSight source,
      Optional<Instant> certificate) {
    List<AgentLine> agents =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    new AgentLine(
                        id("agent" + i),
                        "site",
                        digest(holdings),
                        Optional.of(new CatalogPoint(1, 7)),
                        false,
                        LONG_AGO))
            .toList();
    Forecast forecast =
        new Forecast(
            new PictureTaking(
                    NOW,
                    new Members(
                        new GroupTree(List.of(group("site", null, false))), relays, List.of()),
                    agents,
                    new Knowledge(RelayBuildTable.SEED, source))
                .done(Map.of(digest(holdings).get(), holdings)),
            Assumption.RELAYS_RENEW);
    Circumstances around =
        new Circumstances(
            new AlertDays(List.of(30, 14, 7, 1)),
            Duration.ofDays(2),
            Affected.NOBODY,
            Affected.NOBODY,
            certificate);
    return Findings.of(forecast, around);
  }

  @Test
  void a_healthy_fleet_has_no_alert() {
    assertThat(found(List.of(standing("one", NEW, FRESH)), FRESH, SOURCE)).isEmpty();
  }

  @Test
  void an_old_build_is_told_at_once_and_as_one_alert_for_a_thousand_computers() {
    Holdings far = ending(70);

    List<Finding> found = found(List.of(standing("one", OLD, far)), far, SOURCE);

    assertThat(found)
        .extracting(Finding::kind, Finding::level, Finding::computers)
        .containsExactly(tuple(AlertKind.CANNOT_RENEW, EventLevel.WARNING, 1000L));
  }

  @Test
  void the_alert_about_an_old_build_rises_as_its_file_comes_to_its_end() {
    Holdings near = ending(5);
    Holdings past = ending(-1);

    assertThat(found(List.of(standing("one", OLD, near)), near, SOURCE))
        .extracting(Finding::level)
        .containsExactly(EventLevel.ERROR);
    assertThat(found(List.of(standing("one", OLD, past)), past, SOURCE))
        .extracting(Finding::level)
        .containsExactly(EventLevel.CRITICAL);
  }

  @Test
  void an_assigned_group_without_a_relay_is_critical() {
    assertThat(found(List.of(), FRESH, SOURCE))
        .extracting(Finding::kind, Finding::level, Finding::computers)
        .contains(tuple(AlertKind.EMPTY_GROUP, EventLevel.CRITICAL, 1000L));
  }

  @Test
  void a_source_that_is_away_is_told_with_what_runs_out_because_of_it() {
    Holdings near = ending(10);
    SourceSight lost =
        SourceSight.of("source", SourceSight.ANY)
            .seen(offered(NOW, 7, near), NOW)
            .refused(StatusCode.SOURCE_UNREACHABLE, Sentence.asIs("Nobody answers."), NOW);

    List<Finding> found = found(List.of(standing("one", NEW, near)), near, lost);

    assertThat(found)
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(AlertKind.EXPIRY_AHEAD, AlertKind.SOURCE_UNREACHABLE);
  }

  @Test
  void a_relay_that_is_not_heard_is_worse_than_an_agent() {
    List<Finding> found =
        found(
            List.of(silent(standing("one", NEW, FRESH)), standing("two", NEW, FRESH)),
            FRESH,
            SOURCE);

    assertThat(found)
        .filteredOn(finding -> finding.kind() == AlertKind.COMPUTERS_OFFLINE)
        .extracting(Finding::level, Finding::computers)
        .containsExactly(tuple(EventLevel.ERROR, 1L));
  }

  @Test
  void computers_behind_the_source_for_too_long_are_one_alert() {
    Holdings behind = ending(60);
    SourceSight old =
        SourceSight.of("source", SourceSight.ANY)
            .seen(offered(NOW.minus(Duration.ofDays(3)), 7, FRESH), NOW);

    assertThat(found(List.of(standing("one", NEW, behind)), behind, old))
        .extracting(Finding::kind, Finding::computers)
        .containsExactly(tuple(AlertKind.OUT_OF_DATE, 1000L));
  }

  @Test
  void the_managers_own_certificate_is_told_ahead_too() {
    Optional<Instant> soon = Optional.of(NOW.plus(Duration.ofDays(6)));

    assertThat(found(List.of(standing("one", NEW, FRESH)), FRESH, SOURCE, soon))
        .extracting(Finding::kind, Finding::level)
        .containsExactly(tuple(AlertKind.CERTIFICATE_ENDS, EventLevel.ERROR));
  }
}
