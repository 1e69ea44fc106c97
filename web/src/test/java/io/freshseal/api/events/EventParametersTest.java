package io.freshseal.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.api.problem.ProblemException;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventPlace;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.Origin;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventParametersTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

  @Test
  void nothing_asked_is_the_first_page_of_everything() {
    assertThat(query()).isEqualTo(EventQuery.all());
  }

  @Test
  void every_filter_arrives_in_the_query() {
    EventQuery query =
        query(
            "from=2026-11-22T11:00:00Z",
            "until=2026-11-22T12:00:00Z",
            "level=ERROR",
            "level=WARNING",
            "origin=RELAY",
            "number=9102",
            "text=certificate",
            "limit=7");

    assertThat(query)
        .isEqualTo(
            EventQuery.all()
                .between(
                    Instant.parse("2026-11-22T11:00:00Z"), Instant.parse("2026-11-22T12:00:00Z"))
                .levels(java.util.Set.of(EventLevel.ERROR, EventLevel.WARNING))
                .origin(Origin.RELAY)
                .number(9102)
                .text("certificate")
                .page(0, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday",
    "until=2026-11-22",
    "from=+999999999-12-31T23:59:59Z",
    "text=a\u0000b",
    "level=error",
    "origin=MOON",
    "number=-1",
    "number=99999999999",
    "limit=many",
    "cursor=",
    "cursor=1.1",
    "cursor=%%%",
    "cursor=MS4x.",
    "cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTkuMQ",
    "cursor=MS4tMQ"
  })
  void a_value_of_another_form_is_a_bad_request(String parameter) {
    assertThatThrownBy(() -> query(parameter))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(400));
  }

  @Test
  void the_cursor_goes_on_after_an_event_from_before_1970() {
    EventPlace place = new EventPlace(Instant.parse("1969-12-31T23:59:59.999Z"), 4711);

    assertThat(query("cursor=" + EventCursor.text(place)).after()).contains(place);
  }

  @Test
  void the_cursor_goes_on_after_a_place_whatever_has_happened_since() {
    EventPlace place = new EventPlace(NOON, 4711);

    EventQuery query = query("limit=2", "level=INFO", "cursor=" + EventCursor.text(place));

    assertThat(query).isEqualTo(query("limit=2", "level=INFO").after(place));
    assertThat(query.offset()).isZero();
  }

  private static EventQuery query(String... parameters) {
    MultivaluedHashMap<String, String> values = new MultivaluedHashMap<>();
    for (String parameter : parameters) {
      String[] pair = parameter.split("=", 2);
      values.add(pair[0], pair[1]);
    }
    return new EventParameters(values).query();
  }
}
