package io.freshseal.api.computers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.api.problem.ProblemException;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.updates.entity.RunPlace;
import io.freshseal.updates.entity.RunQuery;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunParametersTest {

  private static final RunPlace PLACE =
      new RunPlace(Instant.parse("2026-11-22T12:00:00.123Z"), UUID.randomUUID());

  @Test
  void nothingAsked_isTheFirstPageOfAllRuns() {
    assertThat(asked().query()).isEqualTo(new RunQuery(Optional.empty(), Optional.empty(), 0, 50));
    assertThat(asked().after()).isEmpty();
  }

  @Test
  void everyFilter_arrivesInTheQuery() {
    assertThat(asked("kind=CLEAR_CACHE", "state=RUNNING", "limit=7").query())
        .isEqualTo(new RunQuery(Optional.of(OrderKind.CLEAR_CACHE), Optional.of(true), 0, 7));
    assertThat(asked("state=ENDED").query().running()).contains(false);
  }

  @Test
  void cursor_leadsBackToItsPlace() {
    assertThat(asked("cursor=" + RunParameters.cursor(PLACE)).after()).contains(PLACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind=update", "kind=", "state=running", "state=FAILED", "limit=-1"})
  void anyOtherWord_isRefused(String parameter) {
    RunParameters parameters = asked(parameter);
    assertThatThrownBy(parameters::query).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50", "!", "MS4yLjM", "MTc2Mzgx", "\u3042"})
  void cursorThatNobodyGave_isRefused(String cursor) {
    RunParameters parameters = asked("cursor=" + cursor);
    assertThatThrownBy(parameters::after).isInstanceOf(ProblemException.class);
  }

  private static RunParameters asked(String... parameters) {
    MultivaluedHashMap<String, String> values = new MultivaluedHashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      values.add(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    return new RunParameters(values);
  }
}
