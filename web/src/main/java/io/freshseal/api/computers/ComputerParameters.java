package io.freshseal.api.computers;

import io.freshseal.api.input.Parameters;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.computers.entity.ComputerQuery;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/** The query of the computers as it arrives: foreign text under known names. */
final class ComputerParameters {

  private static final int FIRST_PAGE = 50;

  private final MultivaluedMap<String, String> values;

  ComputerParameters(MultivaluedMap<String, String> values) {
    this.values = values;
  }

  /**
   * The query that is meant.
   *
   * @throws io.freshseal.api.problem.ProblemException if a value does not have its form
   */
  ComputerQuery query() {
    return new ComputerQuery(
        one("text"),
        one("group"),
        one("state").map(ComputerParameters::state),
        one("role").map(ComputerParameters::role),
        one("cursor").map(ComputerParameters::number).orElse(0),
        one("limit").map(ComputerParameters::number).orElse(FIRST_PAGE));
  }

  private Optional<String> one(String name) {
    return Optional.ofNullable(values.getFirst(name));
  }

  private static int number(String text) {
    return Parameters.read(Integer.class, text);
  }

  private static ComputerState state(String text) {
    return ComputerState.parse(text)
        .orElseThrow(() -> oneOf("OFFLINE, FAILED, WELL").asException());
  }

  private static MemberRole role(String text) {
    return MemberRole.parse(text)
        .filter(role -> role != MemberRole.SOURCE)
        .orElseThrow(() -> oneOf("agent, relay").asException());
  }

  private static Problem oneOf(String words) {
    return Problem.of(StatusCode.BAD_REQUEST, Sentence.of(WebSentence.ONE_OF, words));
  }
}
