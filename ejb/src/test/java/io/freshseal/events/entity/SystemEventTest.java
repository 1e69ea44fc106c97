package io.freshseal.events.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.Sentence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
  void halfACharacter_isNotKept_notEvenWithinASentence() {
    String half = "\ud83d";
    SystemEvent event =
        SystemEvent.of(EventType.UPDATE_FAILURE, NOW)
            .about("a" + half)
            .by("x".repeat(199) + "\ud83d\ude00")
            .figures(half, "y".repeat(499) + "\ud83d\ude00");
    String hidden = Sentence.asIs("inner").encoded().replace("inner", "in" + half);
    SystemEvent foreign =
        new SystemEvent(
            event.key(), NOW, event.type(), "", "", Optional.empty(), List.of(hidden, half));

    assertThat(
            Stream.of(List.of(event.target(), event.actor()), event.figures(), foreign.figures())
                .flatMap(List::stream))
        .allSatisfy(
            text ->
                assertThat(
                        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(text));
    assertThat(event.target()).isEqualTo("a?");
  }

  @Test
  void query_isBounded() {
    EventQuery query = EventQuery.all().page(-5, 1_000_000).text("  ");

    assertThat(query.offset()).isZero();
    assertThat(query.limit()).isEqualTo(EventQuery.MAX_LIMIT);
    assertThat(query.text()).isEmpty();
  }
}
