package io.freshseal.alerts.entity;

import static io.freshseal.forecast.Fleets.LONG_AGO;
import static io.freshseal.forecast.Fleets.NEW;
import static io.freshseal.forecast.Fleets.NOW;
import static io.freshseal.forecast.Fleets.group;
import static io.freshseal.forecast.Fleets.held;
import static io.freshseal.forecast.Fleets.id;
import static io.freshseal.forecast.Fleets.offered;
import static io.freshseal.forecast.Fleets.relay;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.alerts.entity.Circumstances.Affected;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.forecast.control.PictureTaking;
import io.freshseal.forecast.entity.AgentLine;
import io.freshseal.forecast.entity.Assumption;
import io.freshseal.forecast.entity.CatalogPoint;
import io.freshseal.forecast.entity.FleetPicture.Knowledge;
import io.freshseal.forecast.entity.FleetPicture.Members;
import io.freshseal.forecast.entity.Forecast;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source publishes every day, and computers take it or do not. */
class OutOfDateTest {

  private static final Duration ALLOWED = Duration.ofDays(2);

  private final Map<String, Holdings> fleet = new HashMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private SourceSight source = SourceSight.of("source", SourceSight.ANY);
  private Holdings newest;
  private Instant joined = LONG_AGO;

  /** At its first sight the source offers the files of day 0, which everybody holds. */
  @BeforeEach
  void begin() {
    publish(0);
  }

  private static Instant hour(int hour) {
    return NOW.plus(Duration.ofHours(hour));
  }

  private static Holdings files(int first, int second) {
    Instant far = NOW.plus(Duration.ofDays(900));
    return new Holdings(List.of(held("pattern", first, far), held("rules", second, far)));
  }

  private void publish(int day) {
    newest = files(day, day);
    source = source.seen(offered(hour(24 * day), day + 1, newest), hour(24 * day));
  }

  private Optional<Alert> look(Instant now) {
    Map<Sha256, Holdings> lists = new HashMap<>();
    lists.put(HoldingsJson.digest(newest), newest);
    fleet.values().forEach(held -> lists.put(HoldingsJson.digest(held), held));
    List<AgentLine> agents =
        fleet.entrySet().stream().map(agent -> line(agent.getKey(), agent.getValue())).toList();
    Members members =
        new Members(
            new GroupTree(List.of(group("site", null, false))),
            List.of(relay("relay", "site", NEW, Optional.of(HoldingsJson.digest(newest)))),
            List.of());
    Knowledge known = new Knowledge(RelayBuildTable.SEED, source.seen(source.offer().get(), now));
    Forecast forecast =
        new Forecast(
            new PictureTaking(now, members, agents, known).done(lists), Assumption.RELAYS_RENEW);
    Circumstances around =
        new Circumstances(
            new AlertDays(List.of(30)),
            ALLOWED,
            Affected.NOBODY,
            Affected.NOBODY,
            Optional.empty());
    List<Alert> open = alerts.stream().filter(alert -> alert.endedAt().isEmpty()).toList();
    alerts.addAll(AlertFlow.apply(open, Findings.of(forecast, around), now, UUID::randomUUID));
    return alerts.stream()
        .filter(alert -> alert.kind() == AlertKind.OUT_OF_DATE && alert.endedAt().isEmpty())
        .findFirst();
  }

  private AgentLine line(String name, Holdings held) {
    return new AgentLine(
        id(name),
        "site",
        Optional.of(HoldingsJson.digest(held)),
        Optional.of(new CatalogPoint(1, 1)),
        false,
        joined);
  }

  @Test
  void an_agent_that_takes_nothing_is_out_of_date_however_often_the_source_publishes() {
    fleet.put("stuck", files(0, 0));
    List<Integer> told = new ArrayList<>();
    for (int hour = 1; hour <= 240; hour++) {
      if (hour % 24 == 0) {
        publish(hour / 24);
      }
      if (look(hour(hour)).isPresent()) {
        told.add(hour);
      }
    }

    // First something newer than it holds was offered a day after the beginning.
    assertThat(told.get(0)).isEqualTo(24 + 48 + 1);
    assertThat(told).hasSize(240 - told.get(0) + 1);
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).startedAt()).isEqualTo(hour(73));
    assertThat(alerts.get(0).sentence().arguments()).contains(hour(24).toString());
  }

  @Test
  void an_agent_that_takes_everything_a_day_late_is_not() {
    for (int hour = 1; hour <= 240; hour++) {
      if (hour % 24 == 0) {
        publish(hour / 24);
      }
      int taken = Math.max(0, (hour - 24) / 24);
      fleet.put("slow", files(taken, taken));

      assertThat(look(hour(hour))).isEmpty();
    }
  }

  @Test
  void an_agent_that_takes_one_component_daily_and_never_the_other_is() {
    Optional<Alert> last = Optional.empty();
    for (int hour = 1; hour <= 73; hour++) {
      if (hour % 24 == 0) {
        publish(hour / 24);
      }
      fleet.put("half", files(0, hour / 24));
      assertThat(last).isEmpty();
      last = look(hour(hour));
    }

    assertThat(last).isPresent();
  }

  @Test
  void an_agent_that_has_just_joined_has_the_same_time_to_catch_up_as_any_other() {
    for (int day = 1; day <= 5; day++) {
      publish(day);
    }
    joined = hour(120).plusSeconds(1800);
    fleet.put("new", Holdings.NONE);
    fleet.put("old", files(0, 0));

    for (int hour = 121; hour <= 169; hour++) {
      assertThat(look(hour(hour))).as("hour %d", hour).isEmpty();
    }

    assertThat(look(hour(170))).map(Alert::computers).contains(2L);
  }

  @Test
  void the_alert_ends_when_the_agent_has_caught_up_to_what_is_recent_enough() {
    fleet.put("stuck", files(0, 0));
    for (int day = 1; day <= 5; day++) {
      publish(day);
    }
    assertThat(look(hour(121))).map(Alert::computers).contains(1L);

    fleet.put("stuck", files(2, 2));
    assertThat(look(hour(122))).isPresent();
    fleet.put("stuck", files(4, 4));

    assertThat(look(hour(123))).isEmpty();
    assertThat(alerts).singleElement().matches(alert -> alert.endedAt().isPresent());
  }
}
