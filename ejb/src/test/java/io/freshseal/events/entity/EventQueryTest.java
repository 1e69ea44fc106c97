package io.freshseal.events.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventQueryTest {

  @Test
  void the_whole_of_a_page_is_everything_that_its_filters_let_through() {
    EventQuery filtered = EventQuery.all().number(9102).text("relay");

    EventQuery page = filtered.page(20, 10).after(new EventPlace(Instant.EPOCH, 7));

    assertThat(page.whole()).isEqualTo(filtered.page(0, EventQuery.MAX_LIMIT));
  }
}
