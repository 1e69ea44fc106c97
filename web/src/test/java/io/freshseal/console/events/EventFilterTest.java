package io.freshseal.console.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.Origin;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class EventFilterTest {

  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @Test
  void anEmptyFilter_asksForEverything() {
    assertThat(new EventFilter().query(TOKYO)).isEqualTo(EventQuery.all());
    assertThat(new EventFilter().isActive()).isFalse();
  }

  @Test
  void aLevel_standsForItselfAndWorse() {
    EventFilter filter = new EventFilter();
    filter.setLevel("ERROR");
    assertThat(filter.query(TOKYO).levels())
        .containsExactlyInAnyOrder(EventLevel.ERROR, EventLevel.CRITICAL);
    assertThat(filter.isActive()).isTrue();
  }

  @Test
  void times_areMeantInTheZoneOfThePage() {
    EventFilter filter = new EventFilter();
    filter.setFrom("2026-11-22T09:00");
    assertThat(filter.query(TOKYO).from()).contains(Instant.parse("2026-11-22T00:00:00Z"));
  }

  @Test
  void originNumberAndText_arePassedOn() {
    EventFilter filter = new EventFilter();
    filter.setOrigin("RELAY");
    filter.setNumber("9102");
    filter.setText("virus");
    EventQuery query = filter.query(TOKYO);
    assertThat(query.origin()).contains(Origin.RELAY);
    assertThat(query.number()).contains(9102);
    assertThat(query.text()).contains("virus");
  }

  @Test
  void whatCannotBeRead_countsAsNotAskedFor() {
    EventFilter filter = new EventFilter();
    filter.setLevel("' or 1=1");
    filter.setOrigin("nobody");
    filter.setNumber("99999999999999999999");
    filter.setFrom("yesterday");
    assertThat(filter.query(TOKYO)).isEqualTo(EventQuery.all());
  }
}
