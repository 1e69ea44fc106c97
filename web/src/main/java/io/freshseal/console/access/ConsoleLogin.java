package io.freshseal.console.access;

import io.freshseal.access.boundary.AccessDesk;
import io.freshseal.access.entity.Caller;
import io.freshseal.api.access.SessionCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Signs the session of the current request in and out. After {@link LoginResult#SIGNED_IN} and
 * after {@link #logout} the page must redirect: only the next request runs as whom it should.
 */
@RequestScoped
public class ConsoleLogin {

  private final AccessDesk desk;
  private final HttpServletRequest request;

  /** For the proxy of the container. */
  protected ConsoleLogin() {
    this(null, null);
  }

  @Inject
  public ConsoleLogin(AccessDesk desk, HttpServletRequest request) {
    this.desk = desk;
    this.request = request;
  }

  /** Tries to sign in, under a new session id; a null name or password is refused. */
  public LoginResult login(String name, String password) {
    if (name == null || password == null) {
      return LoginResult.REFUSED;
    }
    String address = request.getRemoteAddr();
    Optional<Caller> caller = desk.byPassword(name, password.toCharArray(), address);
    if (caller.isEmpty()) {
      return desk.throttled(name, address).isPresent()
          ? LoginResult.THROTTLED
          : LoginResult.REFUSED;
    }
    SessionCaller.enter(request, caller.get());
    return LoginResult.SIGNED_IN;
  }

  /** Ends the session with all that the pages kept in it. */
  public void logout() {
    SessionCaller.leave(request);
  }

  /** Name of whoever is signed in. */
  public Optional<String> callerName() {
    return SessionCaller.of(request).map(Caller::name);
  }

  /**
   * The page to go to after signing in.
   *
   * @param from the parameter {@code from} of the log-in page, foreign text, may be null
   * @return a page of this console, without the context path; the overview unless {@code from}
   *     names another
   */
  public String pageAfterLogin(String from) {
    return ConsolePage.safe(from);
  }
}
