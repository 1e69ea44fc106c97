package io.freshseal.forecast.entity;

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

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.forecast.control.PictureTaking;
import io.freshseal.forecast.entity.FleetPicture.Knowledge;
import io.freshseal.forecast.entity.FleetPicture.Members;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The failure of the field, seen weeks before. */
class ForecastTest {

  private static final Instant SOON = NOW.plus(Duration.ofDays(12));
  private static final Instant LATER = NOW.plus(Duration.ofDays(80));
  private static final Holdings STALE = new Holdings(List.of(held("smart-scan", 1, SOON)));
  private static final Holdings FRESH = new Holdings(List.of(held("smart-scan", 2, LATER)));
  private static final Followed CATALOG =
      new Followed("primary", 1, 7, NOW.plus(Duration.ofDays(30)), 0);
  private static final List<RelayGroup> GROUPS =
      List.of(group("head", null, false), group("site", "head", false));

  private final SourceSight source =
      SourceSight.of("source", SourceSight.ANY).seen(offered(NOW, 7, FRESH), NOW);

  private static Optional<Sha256> digest(Holdings holdings) {
    return Optional.of(HoldingsJson.digest(holdings));
  }

  private static RelayStanding standing(String name, String group, RelayBuild build) {
    return following(relay(name, group, build, digest(STALE)), CATALOG);
  }

  private FleetPicture picture(List<RelayStanding> relays, SourceSight seen) {
    List<AgentLine> agents =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    new AgentLine(
                        id("agent" + i),
                        "site",
                        digest(STALE),
                        Optional.of(new CatalogPoint(1, 7)),
                        false,
                        LONG_AGO))
            .toList();
    return new PictureTaking(
            NOW,
            new Members(new GroupTree(GROUPS), relays, List.of()),
            agents,
            new Knowledge(RelayBuildTable.SEED, seen))
        .done(Map.of(digest(STALE).get(), STALE, digest(FRESH).get(), FRESH));
  }

  private static PathLine line(FleetPicture picture, String group) {
    return new Forecast(picture, Assumption.RELAYS_RENEW)
        .paths(Optional.of(group), SOON.plus(Duration.ofDays(1))).stream()
            .filter(line -> line.file().isPresent())
            .findFirst()
            .orElseThrow();
  }

  @Test
  void relays_of_new_builds_below_a_source_that_renews_are_no_coming_failure() {
    FleetPicture picture =
        picture(List.of(standing("top", "head", NEW), standing("below", "site", NEW)), source);

    assertThat(line(picture, "site").renewsItself()).isTrue();
    assertThat(line(picture, "site").expires()).isEqualTo(SOON);
    Forecast forecast = new Forecast(picture, Assumption.RELAYS_RENEW);
    assertThat(forecast.at(LATER, Optional.empty()).refusing()).isZero();
  }

  @Test
  void an_old_build_above_lets_the_agents_below_refuse_the_moment_its_file_has_run_out() {
    FleetPicture picture =
        picture(List.of(standing("top", "head", OLD), standing("below", "site", NEW)), source);
    Forecast forecast = new Forecast(picture, Assumption.RELAYS_RENEW);

    PathLine line = line(picture, "site");

    assertThat(line.lapse().hindrance()).isEqualTo(Hindrance.OLD_BUILD);
    assertThat(line.blamed().orElseThrow().name()).isEqualTo("top");
    assertThat(line.computers()).isEqualTo(5);
    assertThat(forecast.at(SOON, Optional.empty()).refusing()).isZero();
    assertThat(forecast.at(SOON.plusMillis(1), Optional.empty()).refusing()).isEqualTo(5);
    assertThat(forecast.days(Optional.empty(), LATER))
        .filteredOn(day -> day.refusing() > 0)
        .extracting(FutureDay::date, FutureDay::refusing, FutureDay::total)
        .containsExactly(tuple(LocalDate.parse("2030-06-13"), 5L, 5L));
  }

  @Test
  void a_source_that_does_not_answer_is_never_taken_for_one_that_renews() {
    SourceSight lost =
        source.refused(StatusCode.SOURCE_UNREACHABLE, Sentence.asIs("Nobody answers."), NOW);
    FleetPicture picture =
        picture(List.of(standing("top", "head", NEW), standing("below", "site", NEW)), lost);

    Forecast forecast = new Forecast(picture, Assumption.RELAYS_RENEW);

    assertThat(forecast.at(LATER.plusSeconds(1), Optional.empty()).refusing()).isEqualTo(5);
    assertThat(forecast.first(picture.agents().get(0)).orElseThrow().hindrance())
        .isEqualTo(Hindrance.SOURCE_UNKNOWN);
  }

  @Test
  void a_silent_parent_is_blamed_on_whoever_has_nobody_to_ask() {
    FleetPicture picture =
        picture(
            List.of(silent(standing("top", "head", NEW)), standing("below", "site", NEW)), source);

    PathLine line = line(picture, "site");

    assertThat(line.lapse().hindrance()).isEqualTo(Hindrance.NO_SUPPLIER);
    assertThat(line.blamed().orElseThrow().name()).isEqualTo("below");
  }

  @Test
  void agents_of_a_group_without_a_relay_age_with_what_they_hold() {
    FleetPicture picture = picture(List.of(standing("top", "head", NEW)), source);

    PathLine line = line(picture, "site");

    assertThat(line.supply()).isEqualTo(Supply.Kind.NOBODY);
    assertThat(line.lapse().from()).contains(SOON.plusMillis(1));
    assertThat(line.computers()).isEqualTo(5);
  }

  @Test
  void one_group_can_be_asked_about_alone() {
    FleetPicture picture =
        picture(List.of(standing("top", "head", OLD), standing("below", "site", NEW)), source);
    Forecast forecast = new Forecast(picture, Assumption.RELAYS_RENEW);

    assertThat(forecast.at(LATER, Optional.of("head")).agents()).isZero();
    assertThat(forecast.at(LATER, Optional.of("head")).relays())
        .extracting(RelayStanding::name)
        .containsExactly("top");
  }

  @Test
  void out_of_date_is_measured_against_the_source_and_not_against_relays() {
    FleetPicture picture =
        picture(List.of(standing("top", "head", OLD), standing("below", "site", NEW)), source);

    Arrears arrears = Arrears.of(picture, Optional.empty());

    assertThat(arrears.known()).isTrue();
    assertThat(arrears.computers()).isEqualTo(5);
    assertThat(arrears.behind().get(0).lag().components()).isEqualTo(1);
    assertThat(arrears.behind().get(0).lag().contents()).isZero();
    assertThat(arrears.behind().get(0).lag().since()).isEqualTo(NOW);
    assertThat(arrears.longerThan(Duration.ofDays(1), NOW.plus(Duration.ofDays(2)))).isEqualTo(5);
    assertThat(arrears.longerThan(Duration.ofDays(3), NOW.plus(Duration.ofDays(2)))).isZero();
  }

  @Test
  void nobody_is_called_current_while_the_source_is_unknown() {
    SourceSight lost =
        SourceSight.of("source", SourceSight.ANY)
            .seen(offered(NOW, 7, STALE), NOW)
            .refused(StatusCode.SOURCE_UNREACHABLE, Sentence.asIs("Nobody answers."), NOW);
    FleetPicture picture = picture(List.of(standing("top", "head", NEW)), lost);

    Arrears arrears = Arrears.of(picture, Optional.empty());

    assertThat(arrears.known()).isFalse();
    assertThat(arrears.current()).isZero();
    assertThat(arrears.unknown()).isEqualTo(5);
  }
}
