package io.freshseal.forecast.entity;

import static io.freshseal.forecast.Fleets.NOW;
import static io.freshseal.forecast.Fleets.held;
import static io.freshseal.forecast.Fleets.offered;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.forecast.entity.Offerings.Offering;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Since when a source offers what it does. */
class SourcePastTest {

  private static final ComponentId SCAN = new ComponentId("smart-scan");
  private static final ComponentVersion ONE = new ComponentVersion("1.0");
  private static final SourceSight NOTHING = SourceSight.of("source", SourceSight.ANY);

  private static Holdings file(String component, long serial) {
    return new Holdings(List.of(held(component, serial, NOW.plus(Duration.ofDays(900)))));
  }

  private static Instant hour(long number) {
    return NOW.plus(Duration.ofHours(number));
  }

  private static SourceSight published(SourceSight before, long serial, Instant at) {
    return before.seen(offered(at, serial, file("smart-scan", serial)), at);
  }

  @Test
  void whoever_holds_something_is_behind_since_the_next_thing_was_offered() {
    SourceSight sight = NOTHING;
    for (int serial = 1; serial <= 10; serial++) {
      sight = published(sight, serial, hour(serial * 24L));
    }

    Offerings offerings = sight.past().of(SCAN);
    assertThat(offerings.newerThan(ONE, 1)).contains(hour(48));
    assertThat(offerings.newerThan(ONE, 9)).contains(hour(240));
    assertThat(offerings.newerThan(ONE, 10)).isEmpty();
    assertThat(offerings.newerThan(new ComponentVersion("0.9"), 99)).contains(hour(24));
    assertThat(offerings.first()).contains(hour(24));
  }

  @Test
  void a_file_that_was_signed_long_before_it_was_published_counts_from_when_it_was_offered() {
    SourceSight sight =
        published(NOTHING, 1, hour(0)).seen(published(NOTHING, 1, hour(0)).offer().get(), hour(50));

    sight = sight.seen(offered(hour(3), 2, file("smart-scan", 2)), hour(51));

    assertThat(sight.past().of(SCAN).newerThan(ONE, 1)).contains(hour(50));
  }

  @Test
  void what_was_offered_while_nobody_looked_counts_from_when_it_was_signed_and_not_earlier() {
    SourceSight sight = published(NOTHING, 1, hour(0));

    sight = sight.seen(offered(hour(90), 9, file("smart-scan", 9)), hour(100));

    assertThat(sight.past().of(SCAN).newerThan(ONE, 1)).contains(hour(90));
    assertThat(sight.past().of(SCAN).newerThan(ONE, 5)).contains(hour(90));
  }

  @Test
  void a_source_whose_clock_goes_ahead_offers_nothing_in_the_future() {
    SourceSight sight = NOTHING.seen(offered(hour(5), 1, file("smart-scan", 1)), hour(0));

    assertThat(sight.past().of(SCAN).first()).contains(hour(0));
  }

  @Test
  void the_same_offer_again_changes_nothing() {
    SourceSight sight = published(NOTHING, 1, hour(0));

    assertThat(sight.seen(sight.offer().get(), hour(9)).past()).isSameAs(sight.past());
  }

  @Test
  void what_is_taken_back_or_withdrawn_is_forgotten() {
    SourceSight sight = published(published(NOTHING, 1, hour(0)), 9, hour(1));

    SourceSight back = published(sight, 2, hour(2));
    SourceSight other = sight.seen(offered(hour(3), 2, file("other", 1)), hour(3));

    assertThat(back.past().of(SCAN).newerThan(ONE, 1)).contains(hour(2));
    assertThat(other.past().of(SCAN)).isEqualTo(Offerings.NONE);
    assertThat(other.past().components()).containsOnlyKeys(new ComponentId("other"));
  }

  @Test
  void a_source_that_publishes_every_hour_for_a_year_is_remembered_to_a_quarter_of_the_time() {
    SourceSight sight = NOTHING;
    int hours = 365 * 24;
    for (int serial = 1; serial <= hours; serial++) {
      sight = published(sight, serial, hour(serial));
    }

    Offerings offerings = sight.past().of(SCAN);
    assertThat(offerings.all()).hasSize(Offerings.MOST);
    assertThat(offerings.all().get(Offerings.MOST - 1).serial()).isEqualTo(hours);
    for (int held = 1; held < hours; held++) {
      Duration behind = Duration.ofHours(hours - held);
      Duration told =
          Duration.between(offerings.newerThan(ONE, held).orElseThrow(), hour(hours + 1));
      assertThat(told).isLessThanOrEqualTo(behind);
      assertThat(told.plusHours(1)).isGreaterThanOrEqualTo(behind.multipliedBy(75).dividedBy(100));
    }
  }

  @Test
  void what_is_kept_over_a_restart_reads_as_it_was_written() {
    Offerings offerings =
        new Offerings(
            List.of(
                new Offering(new ComponentVersion("19.421.00"), 3, NOW.plusNanos(5_000_001)),
                new Offering(new ComponentVersion("19.421.00"), 2, NOW)));

    assertThat(Offerings.parse(offerings.text())).isEqualTo(offerings);
    assertThat(Offerings.parse("")).isEqualTo(Offerings.NONE);
    assertThat(offerings.all()).extracting(Offering::serial).containsExactly(2L, 3L);
  }

  @Test
  void a_sight_that_was_kept_before_this_was_counted_knows_what_it_offered_and_no_more() {
    SourceSight kept = NOTHING.remembering(offered(hour(4), 7, file("smart-scan", 7)), hour(8));

    assertThat(kept.past().of(SCAN).newerThan(ONE, 1)).contains(hour(4));
  }

  @Test
  void a_restart_does_not_forget_since_when_something_is_offered() {
    SourceSight before = published(published(NOTHING, 1, hour(0)), 2, hour(24));

    SourceSight after = published(NOTHING.remembering(before.past()), 3, hour(48));

    assertThat(after.past().of(SCAN).newerThan(ONE, 1)).contains(hour(24));
    assertThat(after.past().of(SCAN).newerThan(ONE, 2)).contains(hour(48));
  }
}
