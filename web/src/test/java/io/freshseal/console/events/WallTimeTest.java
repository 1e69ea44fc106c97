package io.freshseal.console.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallTimeTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String TWICE = "2026-10-25T02:30";
  private static final Instant FIRST = Instant.parse("2026-10-25T00:30:00Z");
  private static final Instant SECOND = Instant.parse("2026-10-25T01:30:00Z");

  @Test
  void aStretchOfTheHourThatComesTwice_holdsBothPasses() {
    assertThat(WallTime.from(TWICE, BERLIN)).isEqualTo(FIRST);
    assertThat(WallTime.until(TWICE, BERLIN)).isEqualTo(SECOND);
  }

  @Test
  void anHourThatNeverComes_isTheOneAfterIt() {
    Instant after = Instant.parse("2026-03-29T01:30:00Z");

    assertThat(WallTime.from("2026-03-29T02:30", BERLIN)).isEqualTo(after);
    assertThat(WallTime.until("2026-03-29T02:30", BERLIN)).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-24T23:59:59.999Z",
        "2026-10-25T00:30:00.001Z",
        "2026-10-25T01:30:00.001Z",
        "2026-07-01T12:00:00Z",
        "1969-12-31T23:59:59.999Z"
      })
  void whereAPageGoesOn_isReadAsTheSameInstant(String time) {
    Instant end = Instant.parse(time);

    assertThat(WallTime.until(WallTime.text(end, BERLIN), BERLIN)).isEqualTo(end);
  }

  @Test
  void anOffsetIsNamed_onlyWhereItIsNeeded() {
    assertThat(WallTime.text(SECOND, BERLIN)).isEqualTo(TWICE);
    assertThat(WallTime.text(FIRST, BERLIN)).isEqualTo("2026-10-25T00:30:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "yesterday", "2026-10-25", "+999999999-12-31T23:59"})
  void whatCannotBeRead_isNoTime(String text) {
    assertThat(WallTime.from(text, BERLIN)).isNull();
  }
}
