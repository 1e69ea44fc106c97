package io.freshseal.computers.boundary;

import io.freshseal.computers.control.FleetSecrets;
import io.freshseal.computers.entity.EnrolmentSentence;
import io.freshseal.computers.entity.IssuedToken;
import io.freshseal.computers.entity.NewToken;
import io.freshseal.computers.entity.TokenOrder;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.member.entity.EnrolmentToken;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tokens with which computers join; whoever makes or revokes one is named in the event. */
@Stateless
public class EnrolmentTokens {

  private static final int MOST = 1_000;

  private final SecureRandom random = new SecureRandom();

  @EJB private TokenRows rows;
  @EJB private GroupRows groups;
  @EJB private FleetAnchors anchors;
  @EJB private FleetCertificates certificates;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /** Those with which somebody may still join, or could but for their uses; the newest first. */
  public List<IssuedToken> list() {
    return rows.open(clock.instant());
  }

  /** Makes a token for the anchors and the certificate of this moment. */
  public Outcome<NewToken> create(TokenOrder order) {
    Optional<Sentence> refused = order.refused();
    if (refused.isPresent()) {
      return new Outcome.Refused<>(StatusCode.BAD_REQUEST, refused.get());
    }
    if (order.group().filter(id -> groups.keep(id).isEmpty()).isPresent()) {
      return Outcome.refused(StatusCode.BAD_REQUEST, EnrolmentSentence.NO_GROUP);
    }
    Instant now = clock.instant();
    if (rows.open(now).size() >= MOST) {
      return Outcome.refused(StatusCode.TOO_LARGE, EnrolmentSentence.TOO_MANY_TOKENS, MOST);
    }
    return anchors
        .pem()
        .map(pem -> create(order, pem, now))
        .orElseGet(() -> Outcome.refused(StatusCode.CONFLICT, EnrolmentSentence.NO_ANCHORS));
  }

  private Outcome<NewToken> create(TokenOrder order, String pem, Instant now) {
    String secret = FleetSecrets.next(EnrolmentToken.SECRET_PREFIX, random);
    Optional<Sha256> certificate = certificates.digests().stream().findFirst();
    IssuedToken issued =
        new IssuedToken(
            UUID.randomUUID().toString(),
            order,
            new IssuedToken.Material(FleetSecrets.digest(secret), pem, certificate),
            actor(),
            now);
    rows.add(issued);
    record(EventType.ENROLMENT_TOKEN_CREATED, issued, now);
    Sha256 digest = Sha256.of(pem.getBytes(StandardCharsets.UTF_8));
    return Outcome.done(new NewToken(issued, new EnrolmentToken(secret, digest, certificate)));
  }

  /** Revokes a token at once; computers that joined with it stay. Empty if there is none. */
  public Optional<IssuedToken> revoke(String id) {
    Instant now = clock.instant();
    Optional<IssuedToken> revoked = id == null ? Optional.empty() : rows.revoke(id, now);
    revoked.ifPresent(token -> record(EventType.ENROLMENT_TOKEN_REVOKED, token, now));
    return revoked;
  }

  private String actor() {
    return session.getCallerPrincipal().getName();
  }

  private void record(EventType type, IssuedToken token, Instant now) {
    events.record(
        SystemEvent.of(type, now)
            .about(token.name())
            .by(actor())
            .figures(token.name(), token.mostUses(), token.expiresAt()));
  }
}
