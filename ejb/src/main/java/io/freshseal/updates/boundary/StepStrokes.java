package io.freshseal.updates.boundary;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.updates.entity.StepState;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Changes of many steps at one stroke of the database; joins the caller's transaction or is one of
 * its own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class StepStrokes {

  // What the database changes by itself shows to those who have read the row before: by any other
  // version. Not by the next one, since EclipseLink binds nothing in a statement that calculates.
  private static final String NEW_VERSION = "update UpdateStep s set s.version = :version, ";

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** Orders what waits of the agents of a group. */
  public void orderAgents(UUID update, String group, Instant now) {
    entities
        .createQuery(
            NEW_VERSION
                + "s.state = :pending, s.changedAt = :now"
                + " where s.update = :update and s.group = :group and s.relay = false"
                + " and s.state = :waiting")
        .setParameter("version", anyVersion())
        .setParameter("pending", StepState.PENDING)
        .setParameter("now", now)
        .setParameter("update", update.toString())
        .setParameter("group", group)
        .setParameter("waiting", StepState.WAITING)
        .executeUpdate();
  }

  /** Ends what waits of the agents of a group, with a sentence in its stored form. */
  public void skipAgents(UUID update, String group, String sentence, Instant now) {
    entities
        .createQuery(
            NEW_VERSION
                + "s.state = :skipped, s.changedAt = :now,"
                + " s.sentence = :sentence where s.update = :update and s.group = :group"
                + " and s.relay = false and s.state = :waiting")
        .setParameter("version", anyVersion())
        .setParameter("skipped", StepState.SKIPPED)
        .setParameter("now", now)
        .setParameter("sentence", sentence)
        .setParameter("update", update.toString())
        .setParameter("group", group)
        .setParameter("waiting", StepState.WAITING)
        .executeUpdate();
  }

  /** Ends everything of a run that has not begun, with a sentence in its stored form. */
  public void skipRest(UUID update, String sentence, Instant now) {
    entities
        .createQuery(
            NEW_VERSION
                + "s.state = :skipped, s.changedAt = :now,"
                + " s.sentence = :sentence where s.update = :update and s.state in :states")
        .setParameter("version", anyVersion())
        .setParameter("skipped", StepState.SKIPPED)
        .setParameter("now", now)
        .setParameter("sentence", sentence)
        .setParameter("update", update.toString())
        .setParameter("states", Set.of(StepState.WAITING, StepState.PENDING))
        .executeUpdate();
  }

  /**
   * Ends as failed what has begun of a run at computers that are offline or gone, with a sentence
   * in its stored form: nobody would ever report it.
   */
  public void failLost(UUID update, String sentence, Instant now) {
    entities
        .createQuery(
            NEW_VERSION
                + "s.state = :failed, s.code = :code, s.text = :text,"
                + " s.changedAt = :now, s.sentence = :sentence"
                + " where s.update = :update and s.state = :going and not exists"
                + " (select c.id from Computer c where c.id = s.computer and c.offlineAt > :now)")
        .setParameter("version", anyVersion())
        .setParameter("failed", StepState.FAILED)
        .setParameter("code", StatusCode.MANAGER_UNREACHABLE.code())
        .setParameter("text", StatusCode.MANAGER_UNREACHABLE.text())
        .setParameter("now", now)
        .setParameter("sentence", sentence)
        .setParameter("update", update.toString())
        .setParameter("going", StepState.IN_PROGRESS)
        .executeUpdate();
  }

  private static long anyVersion() {
    return ThreadLocalRandom.current().nextLong(Long.MAX_VALUE / 2);
  }
}
