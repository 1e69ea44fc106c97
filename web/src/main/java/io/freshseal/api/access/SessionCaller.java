package io.freshseal.api.access;

import io.freshseal.access.entity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** Keeps the signed-in caller in the servlet session; no other class knows under which name. */
public final class SessionCaller {

  private static final String KEY = SessionCaller.class.getName();

  private SessionCaller() {}

  /** Who signed in to the session of this request; never makes a session. */
  public static Optional<Caller> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(KEY) instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  /** Signs the caller in, under a session id that nobody can have known before. */
  public static void enter(HttpServletRequest request, Caller caller) {
    HttpSession session = request.getSession(true);
    request.changeSessionId();
    session.setAttribute(KEY, caller);
  }

  /** Ends the session, if there is one. */
  public static void leave(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
