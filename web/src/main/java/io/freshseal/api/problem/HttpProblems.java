package io.freshseal.api.problem;

import io.freshseal.shared.entity.StatusCode;

/** The problems that HTTP itself finds, before any feature is asked. */
final class HttpProblems {

  private HttpProblems() {}

  /** The problem for a bare HTTP status; whatever is not a client's error is ours. */
  static Problem of(int status) {
    return switch (status) {
      case 401 -> new Problem(401, StatusCode.UNAUTHENTICATED, WebSentence.SIGN_IN);
      case 403 -> new Problem(403, StatusCode.FORBIDDEN, WebSentence.CREDENTIALS_INSUFFICIENT);
      case 404 -> Problem.notFound(WebSentence.NOTHING_HERE);
      case 405 -> refused(405, WebSentence.METHOD);
      case 406 -> refused(406, WebSentence.NOT_ACCEPTABLE);
      case 408 -> refused(408, WebSentence.REQUEST_LATE);
      case 411 -> refused(411, WebSentence.LENGTH_NEEDED);
      case 412 -> refused(412, WebSentence.PRECONDITION);
      case 413 -> new Problem(413, StatusCode.TOO_LARGE, WebSentence.TOO_LARGE);
      case 414 -> refused(414, WebSentence.ADDRESS_TOO_LONG);
      case 415 -> refused(415, WebSentence.MEDIA_TYPE);
      case 416 -> refused(416, WebSentence.RANGE);
      case 431 -> refused(431, WebSentence.HEADERS_TOO_LARGE);
      case 501 -> refused(501, WebSentence.METHOD_UNKNOWN);
      default -> other(status);
    };
  }

  private static Problem refused(int status, WebSentence sentence) {
    return new Problem(status, StatusCode.BAD_REQUEST, sentence);
  }

  private static Problem other(int status) {
    return status >= 400 && status < 500
        ? refused(status, WebSentence.OTHER_FORM)
        : new Problem(
            status >= 500 && status < 600 ? status : 500,
            StatusCode.INTERNAL,
            WebSentence.NOT_CARRIED_OUT);
  }
}
