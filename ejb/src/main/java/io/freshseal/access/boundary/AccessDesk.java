package io.freshseal.access.boundary;

import io.freshseal.access.control.PasswordHash;
import io.freshseal.access.control.RecentSignIns;
import io.freshseal.access.control.RecentSignIns.Attempt;
import io.freshseal.access.control.Secrets;
import io.freshseal.access.control.Throttle;
import io.freshseal.access.entity.AccessSentence;
import io.freshseal.access.entity.AccessToken;
import io.freshseal.access.entity.Account;
import io.freshseal.access.entity.Caller;
import io.freshseal.access.entity.NewToken;
import io.freshseal.access.entity.TokenCreation;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** Tells who a caller is, and keeps the tokens. */
@Startup
@Singleton
@DependsOn("EventLog")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AccessDesk {

  private static final Pattern ACCOUNT_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern TOKEN_NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");
  private static final int MAX_PASSWORD = 200;
  private static final int MAX_TOKENS = 1_000;
  // A derivation takes a processor for a third of a second; strangers get no more than two.
  private static final int DERIVATIONS = 2;

  private final SecureRandom random = new SecureRandom();
  private final Throttle throttle = new Throttle();
  private final RecentSignIns recent = new RecentSignIns(random);
  private final Semaphore derivations = new Semaphore(DERIVATIONS, true);

  @EJB private AccessRows rows;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /**
   * Tells who owns this name and password. Slow by design when it is asked for the first time.
   *
   * @param address where the caller comes from, for slowing down who guesses
   */
  public Optional<Caller> byPassword(String name, char[] password, String address) {
    if (name == null || password == null || !ACCOUNT_NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (password.length > MAX_PASSWORD || throttle.closed(name, address, now).isPresent()) {
      return Optional.empty();
    }
    Attempt attempt = new Attempt(name, password, address);
    return recent.find(attempt, now).or(() -> prove(attempt, now));
  }

  /** For how long this name is not listened to from there; empty if it is. */
  public Optional<Duration> throttled(String name, String address) {
    return throttle.closed(name, address, clock.instant());
  }

  /** Tells who holds this token. */
  public Optional<Caller> byToken(String token) {
    if (!Secrets.isToken(token)) {
      return Optional.empty();
    }
    return rows.token(Secrets.digest(token)).map(AccessToken::caller);
  }

  /**
   * Makes a token for a program. The caller is named in the event.
   *
   * @param name what people call it: letters, digits, blanks, dots and dashes, at most 100
   */
  public TokenCreation create(String name) {
    if (name == null || !TOKEN_NAME.matcher(name).matches()) {
      return new TokenCreation.Refused(
          StatusCode.BAD_REQUEST, Sentence.of(AccessSentence.TOKEN_NAME));
    }
    if (rows.tokens().size() >= MAX_TOKENS) {
      return new TokenCreation.Refused(
          StatusCode.TOO_LARGE, Sentence.of(AccessSentence.TOO_MANY_TOKENS, MAX_TOKENS));
    }
    Instant now = clock.instant();
    String secret = Secrets.token(random);
    AccessToken token =
        new AccessToken(UUID.randomUUID().toString(), name, Secrets.digest(secret), caller(), now);
    rows.save(token);
    record(EventType.TOKEN_CREATED, token);
    return new TokenCreation.Created(new NewToken(token, secret));
  }

  /** All tokens that are not revoked, the newest first. */
  public List<AccessToken> list() {
    return rows.tokens();
  }

  /** Revokes a token at once; empty if there is none of this id. */
  public Optional<AccessToken> revoke(String id) {
    Optional<AccessToken> revoked =
        id == null ? Optional.empty() : rows.revoke(id, clock.instant());
    revoked.ifPresent(token -> record(EventType.TOKEN_REVOKED, token));
    return revoked;
  }

  private Optional<Caller> prove(Attempt attempt, Instant now) {
    Optional<Account> account = rows.account(attempt.name());
    String hash = account.map(Account::passwordHash).orElse(PasswordHash.OF_NOBODY);
    boolean proved = matches(attempt, hash) && account.isPresent();
    if (!proved) {
      failed(attempt, now);
      return Optional.empty();
    }
    Caller caller = account.orElseThrow().caller();
    throttle.succeeded(attempt.name(), attempt.address());
    recent.remember(attempt, caller, now);
    record(EventType.SIGNED_IN, attempt, now);
    return Optional.of(caller);
  }

  private boolean matches(Attempt attempt, String hash) {
    derivations.acquireUninterruptibly();
    try {
      return PasswordHash.matches(attempt.password(), hash);
    } finally {
      derivations.release();
    }
  }

  private void failed(Attempt attempt, Instant now) {
    boolean closes = throttle.failed(attempt.name(), attempt.address(), now);
    record(closes ? EventType.SIGN_IN_THROTTLED : EventType.SIGN_IN_FAILED, attempt, now);
  }

  private void record(EventType type, Attempt attempt, Instant now) {
    events.record(
        SystemEvent.of(type, now)
            .about(attempt.name())
            .by(attempt.name())
            .figures(attempt.name(), attempt.address()));
  }

  private void record(EventType type, AccessToken token) {
    events.record(
        SystemEvent.of(type, clock.instant())
            .about(token.name())
            .by(caller())
            .figures(token.name()));
  }

  private String caller() {
    return session.getCallerPrincipal().getName();
  }
}
