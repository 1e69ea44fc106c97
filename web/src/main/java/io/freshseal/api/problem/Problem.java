package io.freshseal.api.problem;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A refusal as the API states it (RFC 9457).
 *
 * @param status the HTTP status, 400 to 599
 * @param code stable, for machines
 * @param sentence one plain sentence, without anything secret or internal in it
 * @param headers what HTTP asks to be sent along, by name
 */
public record Problem(int status, StatusCode code, Sentence sentence, Map<String, String> headers) {

  public Problem {
    Objects.requireNonNull(code);
    Objects.requireNonNull(sentence);
    headers = Map.copyOf(headers);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("not the status of a refusal: " + status);
    }
  }

  /** A problem that needs no headers. */
  public Problem(int status, StatusCode code, WebSentence sentence) {
    this(status, code, Sentence.of(sentence), Map.of());
  }

  /** The refusal of a feature, with the HTTP status that says the same. */
  public static Problem of(StatusCode code, Sentence sentence) {
    int status =
        switch (code) {
          case BAD_REQUEST -> 400;
          case UNAUTHENTICATED -> 401;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case CONFLICT, ROLLBACK, BUSY -> 409;
          case TOO_LARGE -> 413;
          case TOO_SLOW -> 408;
          case DISK_FULL -> 507;
          default -> 500;
        };
    return new Problem(status, code, sentence, Map.of());
  }

  /** The refusal of the web interface itself, in a feature's stead. */
  public static Problem of(StatusCode code, WebSentence sentence) {
    return of(code, Sentence.of(sentence));
  }

  /** 400: the request is not of the form that the interface asks for. */
  public static Problem badRequest(WebSentence sentence, Object... arguments) {
    return of(StatusCode.BAD_REQUEST, Sentence.of(sentence, arguments));
  }

  /** 404: nothing by that name is here. */
  public static Problem notFound(WebSentence sentence) {
    return new Problem(404, StatusCode.NOT_FOUND, sentence);
  }

  /** 413: more bytes than the bound. */
  public static Problem tooLarge(long bound) {
    return of(StatusCode.TOO_LARGE, Sentence.of(WebSentence.BODY_TOO_LARGE, bound));
  }

  /** 412: what is here is not what If-Match names. */
  public static Problem preconditionFailed() {
    return new Problem(412, StatusCode.BAD_REQUEST, WebSentence.IF_MATCH);
  }

  /** 429: as many large files as may be sent at once are on their way. */
  public static Problem tooManyDownloads() {
    return tooMany(WebSentence.TOO_MANY_DOWNLOADS);
  }

  /** 429: as many large bodies as may be held in memory at once are being worked on. */
  public static Problem tooManyBodies() {
    return tooMany(WebSentence.TOO_MANY_BODIES);
  }

  // Not all of them are to come back together.
  private static Problem tooMany(WebSentence sentence) {
    int seconds = ThreadLocalRandom.current().nextInt(5, 16);
    return new Problem(
        429,
        StatusCode.TOO_MANY_REQUESTS,
        Sentence.of(sentence, seconds),
        Map.of("Retry-After", Integer.toString(seconds)));
  }

  /** 416: of so many bytes the range cannot be given. */
  public static Problem unsatisfiableRange(Sentence sentence, long length) {
    return new Problem(
        416, StatusCode.BAD_REQUEST, sentence, Map.of("Content-Range", "bytes */" + length));
  }

  /** The same refusal, after which the connection ends: the rest of the body is not waited for. */
  public Problem closing() {
    Map<String, String> more = new HashMap<>(headers);
    more.put("Connection", "close");
    return new Problem(status, code, sentence, more);
  }

  /** The same refusal, for the one place that turns it into a response. */
  public ProblemException asException() {
    return new ProblemException(this);
  }
}
