package io.freshseal.events.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SystemEventTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00.123456789Z");

  @Test
  void time_isKeptInMilliseconds() {
    assertThat(SystemEvent.of(EventType.CACHE_CLEARED, NOW).time())
        .isEqualTo(Instant.parse("2030-06-01T12:00:00.123Z"));
  }

  @Test
  void foreignText_isBoundedAndOnOneLine() {
    SystemEvent event =
        SystemEvent.of(EventType.SIGN_IN_FAILED, NOW)
            .about("a\r\nb")
            .by("x".repeat(1000))
            .figures((Object[]) "y".repeat(20).split(""));

    assertThat(event.target()).isEqualTo("a  b");
    assertThat(event.actor()).hasSize(200);
    assertThat(event.figures()).hasSize(8);
  }

  @Test
  void figuresOfAStoredEvent_areThoseOfTheEvent() {
    SystemEvent event = SystemEvent.of(EventType.UPDATE_FAILURE, NOW).figures("a", "", "c\u001fd");

    assertThat(new StoredEvent(event).figures()).containsExactly("a", "", "c d");
  }

  @Test
  void query_isBounded() {
    EventQuery query = EventQuery.all().page(-5, 1_000_000).text("  ");

    assertThat(query.offset()).isZero();
    assertThat(query.limit()).isEqualTo(EventQuery.MAX_LIMIT);
    assertThat(query.text()).isEmpty();
  }
}
