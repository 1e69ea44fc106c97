package io.freshseal.console.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.console.forecast.Timeline.Bar;
import io.freshseal.console.forecast.Timeline.Tick;
import io.freshseal.forecast.entity.FutureDay;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final LocalDate FIRST = LocalDate.parse("2030-06-01");

  private static FutureDay day(int ahead, long renewed, long failing, long refusing) {
    return new FutureDay(FIRST.plusDays(ahead), renewed, failing, refusing, refusing);
  }

  @Test
  void every_day_is_in_one_bar_and_no_count_is_lost() {
    Timeline timeline =
        Timeline.of(
            List.of(day(0, 1, 2, 3), day(1, 4, 0, 0), day(90, 0, 5, 7)), FIRST, FIRST.plusDays(90));

    assertThat(timeline.bars()).hasSize(2);
    assertThat(timeline.bars()).extracting(Bar::span).first().isEqualTo("2030-06-01 – 2030-06-02");
    assertThat(timeline.bars().stream().mapToLong(Bar::failing).sum()).isEqualTo(7);
    assertThat(timeline.bars().stream().mapToLong(Bar::renewed).sum()).isEqualTo(5);
    assertThat(timeline.failing()).isEqualTo(7);
    assertThat(timeline.refusing()).isEqualTo(10);
  }

  @Test
  void bars_stay_within_the_chart_and_even_the_smallest_can_be_seen() {
    Timeline timeline =
        Timeline.of(
            List.of(day(3, 0, 1, 0), day(40, 10_000, 0, 0), day(3659, 1, 1, 1)),
            FIRST,
            FIRST.plusDays(3659));

    assertThat(timeline.bars())
        .allSatisfy(
            bar -> {
              assertThat(bar.x() + bar.width()).isLessThanOrEqualTo(Timeline.WIDTH);
              assertThat(bar.renewedY()).isNotNegative();
              assertThat(bar.failingHeight() + bar.renewedHeight()).isPositive();
            });
  }

  @Test
  void days_beyond_the_chart_are_left_out_and_nothing_makes_no_bar() {
    Timeline timeline =
        Timeline.of(List.of(day(-1, 1, 1, 1), day(8, 1, 1, 1)), FIRST, FIRST.plusDays(7));

    assertThat(timeline.bars()).isEmpty();
    assertThat(timeline.days()).isEmpty();
    assertThat(timeline.ticks()).extracting(Tick::date).first().isEqualTo(FIRST);
  }
}
