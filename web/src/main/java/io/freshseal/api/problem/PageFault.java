package io.freshseal.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What an exception from a page tells. Two of them tell of the request. They are known by their
 * names, because the container finds no error page of their own beside the one for everything.
 */
enum PageFault {
  /** The server has forgotten the page whose form this is: it is to be shown anew. */
  EXPIRED("jakarta.faces.application.ViewExpiredException"),
  /** The form was not sent by the script of its own page. */
  FORGED("org.primefaces.csp.CspException"),
  /** Anything else, or no exception at all. */
  OTHER("");

  private final String exception;

  PageFault(String exception) {
    this.exception = exception;
  }

  static PageFault of(HttpServletRequest request) {
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    for (Throwable t = thrown instanceof Throwable first ? first : null;
        t != null;
        t = t.getCause()) {
      for (PageFault fault : values()) {
        if (fault.exception.equals(t.getClass().getName())) {
          return fault;
        }
      }
    }
    return OTHER;
  }
}
