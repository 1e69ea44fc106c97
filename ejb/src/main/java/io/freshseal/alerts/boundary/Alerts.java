package io.freshseal.alerts.boundary;

import io.freshseal.alerts.entity.Alert;
import io.freshseal.alerts.entity.AlertSentence;
import io.freshseal.alerts.entity.AlertState;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The alerts, and saying that one was seen; the caller is named in the event. */
@Stateless
public class Alerts {

  /** Most alerts on one page. */
  public static final int MOST_LISTED = 500;

  @EJB private AlertRows rows;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /** A stretch of those in a state, the newest first. */
  public List<Alert> find(AlertState state, int offset, int limit) {
    return rows.find(state, Math.max(offset, 0), Math.min(Math.max(limit, 1), MOST_LISTED));
  }

  /**
   * Hands over all in a state, the newest first, a stretch at a time; nothing of it is kept in
   * memory.
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public <E extends Exception> void export(AlertState state, Receiver<E> receiver) throws E {
    Optional<Alert> last = Optional.empty();
    List<Alert> stretch;
    do {
      stretch = rows.following(state, last, MOST_LISTED);
      receiver.take(stretch);
      last = stretch.isEmpty() ? last : Optional.of(stretch.get(stretch.size() - 1));
    } while (stretch.size() == MOST_LISTED);
  }

  /**
   * Who takes exported alerts.
   *
   * @param <E> what it may fail with
   */
  @FunctionalInterface
  public interface Receiver<E extends Exception> {

    /** Takes the next ones. */
    void take(List<Alert> alerts) throws E;
  }

  /** How many are in a state. */
  public long count(AlertState state) {
    return rows.count(state);
  }

  /** How many of each level are open and not acknowledged. */
  public Map<EventLevel, Long> levels() {
    return rows.levels();
  }

  /** One alert. */
  public Optional<Alert> find(UUID id) {
    return rows.find(id);
  }

  /**
   * Says that an open alert was seen; again, with another reason, replaces what was said.
   *
   * @param reason 1 to {@link Alert#MAX_REASON} characters, none of them a control character
   */
  public Outcome<Alert> acknowledge(UUID id, String reason) {
    String why = reason == null ? "" : reason.strip();
    if (why.isEmpty() || why.length() > Alert.MAX_REASON || why.matches("(?s).*\\p{Cntrl}.*")) {
      return Outcome.refused(StatusCode.BAD_REQUEST, AlertSentence.REASON, Alert.MAX_REASON);
    }
    Optional<Alert> found = rows.claim(id);
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, AlertSentence.NO_ALERT);
    }
    Alert alert = found.get();
    if (alert.endedAt().isPresent()) {
      return Outcome.refused(StatusCode.CONFLICT, AlertSentence.ENDED_ALREADY);
    }
    String actor = session.getCallerPrincipal().getName();
    Instant now = clock.instant();
    alert.acknowledge(actor, why, now);
    events.record(
        SystemEvent.of(EventType.ALERT_ACKNOWLEDGED, now)
            .about(alert.kind().name())
            .by(actor)
            .figures(alert.sentence().encoded(), why));
    return Outcome.done(alert);
  }
}
