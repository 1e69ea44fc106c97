package io.freshseal.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.api.problem.ProblemException;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventPage;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.Origin;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.events.entity.SystemEvent;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.List;
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
    "cursor=1",
    "cursor=1.1.1",
    "cursor=99999999999999999999.1",
    "cursor=-1.1"
  })
  void a_value_of_another_form_is_a_bad_request(String parameter) {
    assertThatThrownBy(() -> query(parameter))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(400));
  }

  @Test
  void the_cursor_goes_on_after_the_page_and_leaves_later_events_out() {
    EventQuery first = query("limit=2", "level=INFO");
    StoredEvent newest = new StoredEvent(SystemEvent.of(EventType.SERVER_STARTED, NOON));
    StoredEvent older =
        new StoredEvent(SystemEvent.of(EventType.SERVER_STARTED, NOON.minusSeconds(9)));

    String cursor =
        EventCursor.after(first, new EventPage(List.of(newest, older), 3)).orElseThrow().text();
    EventQuery second = query("limit=2", "level=INFO", "cursor=" + cursor);

    assertThat(second.offset()).isEqualTo(2);
    assertThat(second.until()).contains(NOON.plusMillis(1));
    assertThat(second.levels()).isEqualTo(first.levels());
    assertThat(EventCursor.after(second, new EventPage(List.of(older), 3))).isEmpty();
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
