package io.freshseal.api.problem;

import io.freshseal.shared.entity.StatusCode;

/** The problems that HTTP itself finds, before any feature is asked. */
final class HttpProblems {

  private HttpProblems() {}

  /** The problem for a bare HTTP status; whatever is not a client's error is ours. */
  static Problem of(int status) {
    return switch (status) {
      case 401 ->
          new Problem(
              401, StatusCode.UNAUTHENTICATED, "Sign in with Basic, or give a token as Bearer.");
      case 403 -> new Problem(403, StatusCode.FORBIDDEN, "The credentials do not suffice.");
      case 404 -> Problem.notFound("There is nothing at this address.");
      case 405 -> refused(405, "This address does not take this method; see the header Allow.");
      case 406 -> refused(406, "None of the media types asked for can be given.");
      case 408 -> refused(408, "The request did not arrive in time.");
      case 411 -> refused(411, "The request needs a Content-Length.");
      case 412 -> refused(412, "A precondition of the request does not hold.");
      case 413 -> new Problem(413, StatusCode.TOO_LARGE, "The body is too large.");
      case 414 -> refused(414, "The address is too long.");
      case 415 -> refused(415, "The media type of the body is not one that this address takes.");
      case 416 -> refused(416, "The range cannot be given.");
      case 431 -> refused(431, "The headers are too large.");
      case 501 -> refused(501, "No address here takes this method.");
      default -> other(status);
    };
  }

  private static Problem refused(int status, String detail) {
    return new Problem(status, StatusCode.BAD_REQUEST, detail);
  }

  private static Problem other(int status) {
    return status >= 400 && status < 500
        ? refused(status, "The request is not of the form that the interface asks for.")
        : new Problem(
            status >= 500 && status < 600 ? status : 500,
            StatusCode.INTERNAL,
            "The request could not be carried out.");
  }
}
