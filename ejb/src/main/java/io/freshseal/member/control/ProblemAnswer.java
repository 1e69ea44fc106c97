package io.freshseal.member.control;

import io.freshseal.replication.control.http.AnswerCheck;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.Optional;

/**
 * A refusal as {@code application/problem+json} (RFC 9457). What it says is foreign text, bounded
 * and cleaned.
 *
 * @param code what it gives as its reason; empty if that is none of ours, or no refusal's
 * @param detail for people, may be empty
 */
public record ProblemAnswer(Optional<StatusCode> code, String detail) {

  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int MAX_BYTES = 16 * 1024;
  private static final int LONGEST_DETAIL = 300;

  /** Whether an answer says that it is one. */
  public static boolean isOne(HttpAnswer answer) {
    return answer.mediaType().filter(MEDIA_TYPE::equals).isPresent();
  }

  /**
   * Reads one.
   *
   * @throws HttpFault if it does not arrive whole
   * @throws MalformedJsonException if it is no such document
   */
  public static ProblemAnswer read(HttpAnswer answer) throws HttpFault, MalformedJsonException {
    byte[] body = AnswerCheck.readAll(answer, MAX_BYTES);
    try (JsonCursor cursor = new JsonCursor(body)) {
      JsonFields problem = cursor.fields();
      Optional<StatusCode> given =
          problem
              .optionalValue("code", text -> Optional.of(StatusCode.ofText(text)))
              .flatMap(code -> code)
              .filter(code -> code != StatusCode.OK);
      String detail =
          problem
              .optionalValue("detail", Optional::of)
              .orElse(problem.optionalValue("title", Optional::of).orElse(""));
      return new ProblemAnswer(given, Sentence.cleaned(detail, LONGEST_DETAIL));
    }
  }
}
