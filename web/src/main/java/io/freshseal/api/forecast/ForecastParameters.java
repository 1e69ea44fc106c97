package io.freshseal.api.forecast;

import io.freshseal.api.input.Parameters;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.forecast.entity.Assumption;
import io.freshseal.forecast.entity.Forecast;
import io.freshseal.forecast.entity.PathLine;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is asked of a forecast, as it arrives: foreign text under known names. */
final class ForecastParameters {

  private static final Duration LONGEST = Duration.ofDays(3660);
  private static final Duration FIRST = Duration.ofDays(90);
  private static final int FIRST_PAGE = 50;
  private static final int LARGEST_PAGE = 500;

  private final MultivaluedMap<String, String> values;
  private final Instant now;

  ForecastParameters(MultivaluedMap<String, String> values, Instant now) {
    this.values = values;
    this.now = now;
  }

  private Optional<String> one(String name) {
    return Optional.ofNullable(values.getFirst(name));
  }

  /** How far to look, never more than ten years. */
  Instant until() {
    Duration within = one("within").map(text -> read(Duration.class, text)).orElse(FIRST);
    if (within.isNegative() || within.compareTo(LONGEST) > 0) {
      throw Problem.badRequest(WebSentence.DURATION_BOUNDS, Duration.ZERO, "P3660D").asException();
    }
    return now.plus(within);
  }

  /** The day that the fleet is judged on; now, if none is named. */
  Instant at() {
    return one("at").map(text -> read(Instant.class, text)).orElse(now);
  }

  Assumption assumption() {
    return one("assume")
        .map(
            text ->
                Assumption.parse(text)
                    .orElseThrow(() -> oneOf("RELAYS_RENEW, NOTHING_FETCHED").asException()))
        .orElse(Assumption.RELAYS_RENEW);
  }

  Optional<String> group() {
    return one("group");
  }

  /** Whether what is renewed in time is left out. */
  boolean failingAlone() {
    return one("failing")
        .map(
            text -> {
              if (!text.equals("true") && !text.equals("false")) {
                throw oneOf("true, false").asException();
              }
              return text.equals("true");
            })
        .orElse(false);
  }

  /** The ways that are asked about, the first to be refused first. */
  List<PathLine> paths(Forecast forecast) {
    return forecast.paths(group(), until()).stream()
        .filter(line -> !failingAlone() || !line.renewsItself())
        .toList();
  }

  int offset() {
    return one("cursor").map(text -> read(Integer.class, text)).orElse(0);
  }

  int limit() {
    int wanted = one("limit").map(text -> read(Integer.class, text)).orElse(FIRST_PAGE);
    return Math.min(Math.max(wanted, 1), LARGEST_PAGE);
  }

  private static <T> T read(Class<T> type, String text) {
    return Parameters.read(type, text);
  }

  private static Problem oneOf(String words) {
    return Problem.of(StatusCode.BAD_REQUEST, Sentence.of(WebSentence.ONE_OF, words));
  }
}
