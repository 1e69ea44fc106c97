package io.freshseal.alerts.entity;

import static io.freshseal.events.entity.EventLevel.CRITICAL;
import static io.freshseal.events.entity.EventLevel.ERROR;
import static io.freshseal.events.entity.EventLevel.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.alerts.entity.AlertDays.Nearness;
import io.freshseal.alerts.entity.Finding.Target;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.shared.entity.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts begin and end by themselves, each cause once. */
class AlertFlowTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private static Finding finding(String cause, EventLevel level, long computers) {
    return new Finding(
        AlertKind.EXPIRY_AHEAD,
        cause,
        Target.FLEET,
        level,
        Sentence.of(AlertSentence.CLOCKS_DIFFER, computers),
        computers,
        List.of());
  }

  private static List<Alert> apply(List<Alert> open, Finding... found) {
    return AlertFlow.apply(open, List.of(found), NOW, UUID::randomUUID);
  }

  @Test
  void a_cause_begins_one_alert_and_the_same_again_changes_nothing() {
    List<Alert> begun = apply(List.of(), finding("a", EventLevel.WARNING, 3));

    assertThat(begun).hasSize(1);
    assertThat(apply(begun, finding("a", EventLevel.WARNING, 3))).isEmpty();
    assertThat(begun.get(0).revision()).isEqualTo(1);
    assertThat(begun.get(0).state()).isEqualTo(AlertState.OPEN);
  }

  @Test
  void another_level_is_a_change_that_ends_an_acknowledgement_and_other_figures_are_none() {
    Alert alert = apply(List.of(), finding("a", EventLevel.WARNING, 3)).get(0);
    alert.acknowledge("admin", "known", NOW);

    apply(List.of(alert), finding("a", EventLevel.WARNING, 7));
    assertThat(alert.state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(alert.computers()).isEqualTo(7);
    assertThat(alert.revision()).isEqualTo(1);

    apply(List.of(alert), finding("a", EventLevel.ERROR, 7));
    assertThat(alert.state()).isEqualTo(AlertState.OPEN);
    assertThat(alert.acknowledgement()).isEmpty();
    assertThat(alert.revision()).isEqualTo(2);
  }

  @Test
  void an_acknowledgement_ends_when_the_computers_have_doubled_and_are_five_more_at_least() {
    assertThat(seenAndThen(10, 19)).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(seenAndThen(10, 20)).isEqualTo(AlertState.OPEN);
    assertThat(seenAndThen(1, 5)).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(seenAndThen(1, 6)).isEqualTo(AlertState.OPEN);
    assertThat(seenAndThen(0, 5)).isEqualTo(AlertState.OPEN);
    assertThat(seenAndThen(1_000, 1_900)).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(seenAndThen(1_000, 10)).isEqualTo(AlertState.ACKNOWLEDGED);
  }

  private static AlertState seenAndThen(long before, long after) {
    Alert alert = apply(List.of(), finding("a", EventLevel.WARNING, before)).get(0);
    alert.acknowledge("admin", "known", NOW);
    apply(List.of(alert), finding("a", EventLevel.WARNING, after));
    return alert.state();
  }

  @Test
  void growth_is_counted_from_what_was_acknowledged_however_slowly_it_comes_and_is_told_once() {
    Alert alert = apply(List.of(), finding("a", EventLevel.WARNING, 10)).get(0);
    alert.acknowledge("admin", "known", NOW);

    for (int computers = 11; computers <= 30; computers++) {
      apply(List.of(alert), finding("a", EventLevel.WARNING, computers));
      assertThat(alert.revision()).isEqualTo(computers < 20 ? 1 : 2);
    }
    alert.acknowledge("admin", "still known", NOW);
    apply(List.of(alert), finding("a", EventLevel.WARNING, 59));
    assertThat(alert.state()).isEqualTo(AlertState.ACKNOWLEDGED);
    apply(List.of(alert), finding("a", EventLevel.WARNING, 60));

    assertThat(alert.state()).isEqualTo(AlertState.OPEN);
    assertThat(alert.revision()).isEqualTo(3);
  }

  @Test
  void a_cause_that_is_gone_ends_its_alert_and_one_that_comes_back_is_another_alert() {
    Alert first = apply(List.of(), finding("a", EventLevel.WARNING, 1)).get(0);

    apply(List.of(first));
    List<Alert> again = apply(List.of(), finding("a", EventLevel.WARNING, 1));

    assertThat(first.state()).isEqualTo(AlertState.ENDED);
    assertThat(first.openKey()).isEmpty();
    assertThat(again).hasSize(1);
    assertThat(again.get(0).id()).isNotEqualTo(first.id());
  }

  @Test
  void every_change_is_told_under_a_key_of_its_own_that_stays_the_same() {
    Alert alert = apply(List.of(), finding("a", EventLevel.WARNING, 1)).get(0);
    UUID begun = alert.eventKey();
    assertThat(alert.eventKey()).isEqualTo(begun);

    apply(List.of(alert), finding("a", EventLevel.CRITICAL, 1));

    assertThat(alert.eventKey()).isNotEqualTo(begun);
  }

  @Test
  void whatever_comes_and_goes_what_is_open_is_what_was_found_last() {
    Random chance = new Random(5);
    List<Alert> all = new ArrayList<>();
    for (int look = 0; look < 500; look++) {
      Set<String> causes = new HashSet<>();
      List<Finding> found = new ArrayList<>();
      for (int i = chance.nextInt(6); i > 0; i--) {
        String cause = "c" + chance.nextInt(5);
        causes.add("EXPIRY_AHEAD|" + cause);
        EventLevel level = EventLevel.values()[chance.nextInt(EventLevel.values().length)];
        found.add(finding(cause, level, chance.nextInt(9)));
      }
      List<Alert> open = all.stream().filter(alert -> alert.endedAt().isEmpty()).toList();

      all.addAll(AlertFlow.apply(open, found, NOW.plusSeconds(look), UUID::randomUUID));

      List<String> keys = all.stream().flatMap(alert -> alert.openKey().stream()).toList();
      assertThat(keys).doesNotHaveDuplicates();
      assertThat(keys.stream().collect(Collectors.toSet())).isEqualTo(causes);
    }
  }

  private static Optional<Finding> ending(Instant end, Instant now, Integer... days) {
    return new AlertDays(List.of(days))
        .nearness(end, now)
        .map(near -> finding("a", near.level(), 3).within(near.days()));
  }

  // Looks every hour, as the day comes nearer, and notes what is told and how far the end is then.
  private static List<String> told(Duration from, Integer... days) {
    Instant end = NOW.plus(from);
    List<Alert> all = new ArrayList<>();
    List<String> told = new ArrayList<>();
    int revision = 0;
    for (Instant now = NOW;
        !now.isAfter(end.plus(Duration.ofDays(3)));
        now = now.plusSeconds(3600)) {
      List<Finding> found = ending(end, now, days).stream().toList();
      all.addAll(AlertFlow.apply(all, found, now, UUID::randomUUID));
      if (!all.isEmpty() && all.get(0).revision() > revision) {
        revision = all.get(0).revision();
        told.add(Duration.between(now, end).toDays() + " " + all.get(0).level());
        all.get(0).acknowledge("admin", "seen", now);
      }
      assertThat(all.stream().map(Alert::state)).doesNotContain(AlertState.OPEN);
    }
    assertThat(all).hasSizeLessThanOrEqualTo(1);
    return told;
  }

  @Test
  void every_day_on_which_an_end_is_told_tells_it_once_and_ends_an_acknowledgement() {
    assertThat(told(Duration.ofDays(31), 30, 14, 7, 1))
        .containsExactly("30 WARNING", "14 WARNING", "7 ERROR", "1 CRITICAL", "0 CRITICAL");
    assertThat(told(Duration.ofDays(70), 60, 45, 20, 10, 5, 2))
        .containsExactly(
            "60 WARNING",
            "45 WARNING",
            "20 WARNING",
            "10 WARNING",
            "5 ERROR",
            "2 CRITICAL",
            "0 CRITICAL");
    assertThat(told(Duration.ofDays(9), 3)).containsExactly("3 CRITICAL", "0 CRITICAL");
    assertThat(told(Duration.ofDays(9), 8, 0)).containsExactly("8 ERROR", "0 CRITICAL");
  }

  @Test
  void an_alert_of_an_older_version_learns_how_near_its_end_is_and_tells_nobody() {
    Alert alert = apply(List.of(), finding("a", EventLevel.WARNING, 3).within(-1)).get(0);
    alert.acknowledge("admin", "known", NOW);
    assertThat(alert.withinDays()).isEmpty();

    apply(List.of(alert), finding("a", EventLevel.WARNING, 3).within(14));

    assertThat(alert.withinDays()).contains(14);
    assertThat(alert.revision()).isEqualTo(1);
    assertThat(alert.state()).isEqualTo(AlertState.ACKNOWLEDGED);
  }

  @Test
  void an_end_that_moves_away_again_is_told_and_stays_acknowledged() {
    Alert alert = apply(List.of(), finding("a", EventLevel.ERROR, 3).within(7)).get(0);
    alert.acknowledge("admin", "known", NOW);

    apply(List.of(alert), finding("a", EventLevel.WARNING, 3).within(30));

    assertThat(alert.revision()).isEqualTo(2);
    assertThat(alert.withinDays()).contains(30);
    assertThat(alert.state()).isEqualTo(AlertState.ACKNOWLEDGED);
  }

  @Test
  void the_level_of_an_end_rises_as_the_day_comes_nearer() {
    AlertDays days = new AlertDays(List.of(1, 30, 14, 7));

    assertThat(days.nearness(NOW.plus(Duration.ofDays(31)), NOW)).isEmpty();
    assertThat(days.nearness(NOW.plus(Duration.ofDays(30)), NOW)).contains(near(30, WARNING));
    assertThat(days.nearness(NOW.plus(Duration.ofDays(15)), NOW)).contains(near(30, WARNING));
    assertThat(days.nearness(NOW.plus(Duration.ofDays(10)), NOW)).contains(near(14, WARNING));
    assertThat(days.nearness(NOW.plus(Duration.ofDays(7)), NOW)).contains(near(7, ERROR));
    assertThat(days.nearness(NOW.plus(Duration.ofDays(1)), NOW)).contains(near(1, CRITICAL));
    assertThat(days.nearness(NOW.minusSeconds(1), NOW)).contains(near(0, CRITICAL));
  }

  private static Nearness near(int days, EventLevel level) {
    return new Nearness(days, level);
  }
}
