package io.freshseal.alerts.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.alerts.entity.Finding.Target;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.shared.entity.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    apply(List.of(alert), finding("a", EventLevel.WARNING, 9));
    assertThat(alert.state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(alert.computers()).isEqualTo(9);
    assertThat(alert.revision()).isEqualTo(1);

    apply(List.of(alert), finding("a", EventLevel.ERROR, 9));
    assertThat(alert.state()).isEqualTo(AlertState.OPEN);
    assertThat(alert.acknowledgement()).isEmpty();
    assertThat(alert.revision()).isEqualTo(2);
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

  @Test
  void the_level_of_an_end_rises_as_the_day_comes_nearer() {
    AlertDays days = new AlertDays(List.of(1, 30, 14, 7));

    assertThat(days.level(NOW.plus(Duration.ofDays(31)), NOW)).isEmpty();
    assertThat(days.level(NOW.plus(Duration.ofDays(30)), NOW)).contains(EventLevel.WARNING);
    assertThat(days.level(NOW.plus(Duration.ofDays(10)), NOW)).contains(EventLevel.WARNING);
    assertThat(days.level(NOW.plus(Duration.ofDays(7)), NOW)).contains(EventLevel.ERROR);
    assertThat(days.level(NOW.plus(Duration.ofDays(1)), NOW)).contains(EventLevel.CRITICAL);
    assertThat(days.level(NOW.minusSeconds(1), NOW)).contains(EventLevel.CRITICAL);
  }
}
