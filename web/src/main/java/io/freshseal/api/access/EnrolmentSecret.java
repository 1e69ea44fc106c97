package io.freshseal.api.access;

import io.freshseal.member.entity.EnrolmentToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The secret of an enrolment token that a request brings; the resource judges it, nobody else. */
public final class EnrolmentSecret {

  private static final String KEY = EnrolmentSecret.class.getName();

  private EnrolmentSecret() {}

  /** What the request brought; empty if it is nothing of the kind. */
  public static Optional<String> of(HttpServletRequest request) {
    return Optional.ofNullable((String) request.getAttribute(KEY));
  }

  /** Notes what a request brings; false if that has not the form of such a secret. */
  static boolean note(HttpServletRequest request, String token) {
    if (!EnrolmentToken.isSecret(token)) {
      return false;
    }
    request.setAttribute(KEY, token);
    return true;
  }
}
