package io.freshseal.api.computers;

import io.freshseal.api.input.Parameters;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemException;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.updates.entity.RunPlace;
import io.freshseal.updates.entity.RunQuery;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The query of the security updates as it arrives: foreign text under known names. */
final class RunParameters {

  private static final int FIRST_PAGE = 50;
  private static final Map<String, Boolean> RUNNING = Map.of("RUNNING", true, "ENDED", false);
  private static final Pattern PLACE = Pattern.compile("([0-9]{1,15})\\.([0-9a-f-]{36})");

  private final MultivaluedMap<String, String> values;

  RunParameters(MultivaluedMap<String, String> values) {
    this.values = values;
  }

  /**
   * The query that is meant.
   *
   * @throws ProblemException if a value does not have its form
   */
  RunQuery query() {
    return new RunQuery(
        one("kind").map(RunParameters::kind),
        one("state").map(RunParameters::running),
        0,
        one("limit").map(text -> Parameters.read(Integer.class, text)).orElse(FIRST_PAGE));
  }

  /**
   * Behind which run the page begins: a place and no number of runs, so that those which are
   * ordered while somebody pages push nothing on to the next page a second time.
   *
   * @throws ProblemException if the cursor is none
   */
  Optional<RunPlace> after() {
    return one("cursor")
        .map(
            text ->
                place(text)
                    .orElseThrow(() -> Problem.badRequest(WebSentence.NO_CURSOR).asException()));
  }

  /** The cursor of the page behind a run: nobody's to read. */
  static String cursor(RunPlace place) {
    String plain = place.createdAt().toEpochMilli() + "." + place.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<RunPlace> place(String cursor) {
    Matcher matcher = PLACE.matcher(decoded(cursor));
    return matcher.matches()
        ? JsonFields.parseUuid(matcher.group(2))
            .map(id -> new RunPlace(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), id))
        : Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private Optional<String> one(String name) {
    return Optional.ofNullable(values.getFirst(name));
  }

  private static OrderKind kind(String text) {
    return OrderKind.parse(text)
        .orElseThrow(
            () ->
                oneOf(
                    Arrays.stream(OrderKind.values())
                        .map(OrderKind::name)
                        .collect(Collectors.joining(", "))));
  }

  private static boolean running(String text) {
    return Optional.ofNullable(RUNNING.get(text)).orElseThrow(() -> oneOf("RUNNING, ENDED"));
  }

  private static ProblemException oneOf(String words) {
    return Problem.badRequest(WebSentence.ONE_OF, words).asException();
  }
}
