package io.freshseal.api.problem;

import io.freshseal.shared.entity.StatusCode;
import java.util.Objects;

/**
 * A refusal as the API states it (RFC 9457).
 *
 * @param status the HTTP status, 400 to 599
 * @param code stable, for machines
 * @param detail one plain English sentence, without anything secret or internal in it
 */
public record Problem(int status, StatusCode code, String detail) {

  public Problem {
    Objects.requireNonNull(code);
    Objects.requireNonNull(detail);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("not the status of a refusal: " + status);
    }
  }

  /** 400: the request is not of the form that the interface asks for. */
  public static Problem badRequest(String detail) {
    return new Problem(400, StatusCode.BAD_REQUEST, detail);
  }

  /** 404: nothing by that name is here. */
  public static Problem notFound(String detail) {
    return new Problem(404, StatusCode.NOT_FOUND, detail);
  }

  /** 413: more bytes than the bound. */
  public static Problem tooLarge(long bound) {
    return new Problem(
        413, StatusCode.TOO_LARGE, "The body is larger than the " + bound + " bytes allowed here.");
  }

  /** The same refusal, for the one place that turns it into a response. */
  public ProblemException asException() {
    return new ProblemException(this);
  }
}
