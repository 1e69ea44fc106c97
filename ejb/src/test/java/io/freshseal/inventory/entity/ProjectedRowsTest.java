package io.freshseal.inventory.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectedRowsTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final ProjectedRows rows = ProjectedRows.compared(List.of(), NOW);

  @Test
  void rowsThatWereRead_areBelievedForAWhile() {
    assertThat(rows.believed(NOW)).contains(rows);
    assertThat(rows.believed(NOW.plus(ProjectedRows.BELIEVED).minusNanos(1))).contains(rows);
    assertThat(rows.believed(NOW.plus(ProjectedRows.BELIEVED))).isEmpty();
  }

  @Test
  void lookThatIsDueEveryHour_findsThemOver_thoughItTookAMinute() {
    assertThat(ProjectedRows.compared(List.of(), NOW.plusSeconds(60)).believed(NOW.plus(HOUR)))
        .isEmpty();
  }

  @Test
  void clockThatWentBack_makesThemRead() {
    assertThat(rows.believed(NOW.minusMillis(1))).isEmpty();
  }

  @Test
  void differencesThatAreWritten_makeThemNoYounger() {
    ProjectedRows later = rows.becoming(List.of());

    assertThat(later.believed(NOW.plus(HOUR))).isEmpty();
    assertThat(later.compared()).isEqualTo(rows.compared());
  }

  @Test
  void comparison_isOverAfterItsTime_andBeforeItself() {
    LastComparison comparison = new LastComparison(NOW);

    assertThat(comparison.isOver(HOUR, NOW)).isFalse();
    assertThat(comparison.isOver(HOUR, NOW.plus(HOUR).minusNanos(1))).isFalse();
    assertThat(comparison.isOver(HOUR, NOW.plus(HOUR))).isTrue();
    assertThat(comparison.isOver(HOUR, NOW.minusNanos(1))).isTrue();
    assertThat(new LastComparison(Instant.MIN).isOver(HOUR, NOW)).as("never").isTrue();
  }
}
