package io.freshseal.api.access;

import io.freshseal.access.boundary.AccessDesk;
import io.freshseal.access.entity.Caller;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.computers.boundary.ComputerKeys;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The one authentication mechanism: Basic and Bearer for the API, the session for the console,
 * chosen by path. The container is told anew on every request and keeps nothing itself, so that a
 * session never signs a caller in to the API.
 *
 * <p>It refuses no API request: whether a caller is needed is decided where the resource is known,
 * in {@link AccessFilter}. A page is refused here, by sending the browser to the log-in.
 */
@ApplicationScoped
public class RequestAuthentication implements HttpAuthenticationMechanism {

  /** The request attribute with the problem of credentials that were given and are wrong. */
  static final String REFUSED = RequestAuthentication.class.getName() + ".refused";

  private final AccessDesk desk;
  private final ComputerKeys keys;

  /** For the proxy of the container. */
  protected RequestAuthentication() {
    this(null, null);
  }

  @Inject
  public RequestAuthentication(AccessDesk desk, ComputerKeys keys) {
    this.desk = desk;
    this.keys = keys;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    return Door.of(request.getServletPath()) == Door.API
        ? authenticateHeader(request, context)
        : authenticateSession(request, response, context);
  }

  private AuthenticationStatus authenticateHeader(
      HttpServletRequest request, HttpMessageContext context) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return context.doNothing();
    }
    AuthorizationHeader credentials = AuthorizationHeader.parse(header);
    if (credentials instanceof AuthorizationHeader.Bearer bearer
        && EnrolmentSecret.note(request, bearer.token())) {
      return context.doNothing();
    }
    Optional<Caller> caller = callerOf(credentials, request.getRemoteAddr());
    if (caller.isEmpty()) {
      request.setAttribute(REFUSED, refusal(credentials, request.getRemoteAddr()));
      return context.doNothing();
    }
    return enter(caller.get(), context);
  }

  private Optional<Caller> callerOf(AuthorizationHeader credentials, String address) {
    if (credentials instanceof AuthorizationHeader.Bearer bearer) {
      return Enrolment.isKey(bearer.token())
          ? keys.owner(bearer.token(), address).map(ComputerCaller::of)
          : desk.byToken(bearer.token());
    }
    if (credentials instanceof AuthorizationHeader.Basic basic) {
      try {
        return desk.byPassword(basic.name(), basic.password(), address);
      } finally {
        basic.forget();
      }
    }
    return Optional.empty();
  }

  private Problem refusal(AuthorizationHeader credentials, String address) {
    Optional<Duration> wait =
        credentials instanceof AuthorizationHeader.Basic basic
            ? desk.throttled(basic.name(), address)
            : Optional.empty();
    return wait.map(RequestAuthentication::throttled)
        .orElse(new Problem(401, StatusCode.UNAUTHENTICATED, WebSentence.CREDENTIALS_WRONG));
  }

  private static Problem throttled(Duration wait) {
    long seconds = wait.toSeconds() + 1;
    return new Problem(
        429,
        StatusCode.UNAUTHENTICATED,
        Sentence.of(WebSentence.TOO_MANY_ATTEMPTS, seconds),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  private static AuthenticationStatus authenticateSession(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Optional<Caller> caller = SessionCaller.of(request);
    if (caller.isPresent()) {
      return enter(caller.get(), context);
    }
    boolean closed =
        context.isProtected() || Door.of(request.getServletPath()) == Door.SIGNED_IN_PAGE;
    if (!closed) {
      return context.doNothing();
    }
    LoginRedirect.send(request, response);
    return AuthenticationStatus.SEND_CONTINUE;
  }

  private static AuthenticationStatus enter(Caller caller, HttpMessageContext context) {
    return context.notifyContainerAboutLogin(caller.name(), caller.roles());
  }
}
