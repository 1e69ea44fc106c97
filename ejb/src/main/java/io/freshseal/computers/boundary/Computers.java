package io.freshseal.computers.boundary;

import io.freshseal.computers.entity.Assignment;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerLeaves;
import io.freshseal.computers.entity.ComputerPage;
import io.freshseal.computers.entity.ComputerQuery;
import io.freshseal.computers.entity.EnrolmentSentence;
import io.freshseal.computers.entity.HoldingRow;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The computers of the fleet, and what an operator may do with them. */
@Stateless
public class Computers {

  @EJB private ComputerRows rows;
  @EJB private GroupRows groups;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Inject private Event<ComputerLeaves> leaving;
  @Resource private SessionContext session;

  /** A stretch of the computers, by name. */
  public ComputerPage find(ComputerQuery query) {
    return rows.find(query, clock.instant());
  }

  /**
   * Hands out all computers that are meant, by name, a stretch at a time, each read by itself.
   *
   * @param query its offset does not count, its limit is the length of a stretch
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public <E extends Exception> void export(ComputerQuery query, Receiver<E> receiver) throws E {
    Instant now = clock.instant();
    Optional<Computer> last = Optional.empty();
    List<Computer> stretch;
    do {
      stretch = rows.following(query, last, now);
      receiver.take(stretch);
      last = stretch.isEmpty() ? last : Optional.of(stretch.get(stretch.size() - 1));
    } while (stretch.size() == query.limit());
  }

  /**
   * Who takes exported computers.
   *
   * @param <E> what it may fail with
   */
  @FunctionalInterface
  public interface Receiver<E extends Exception> {

    /** Takes the next ones. */
    void take(List<Computer> computers) throws E;
  }

  /** One computer. */
  public Optional<Computer> find(UUID id) {
    return rows.find(id);
  }

  /** What a computer holds, if the manager knows it. */
  public Optional<HoldingRow> holding(Computer computer) {
    return computer.holding().flatMap(rows::holding);
  }

  /** How many computers are in a relay group. */
  public long countIn(String group) {
    return rows.countIn(group);
  }

  /** Puts a computer into a relay group; no rule moves it on. */
  public Outcome<Computer> assign(UUID id, String group) {
    Optional<Computer> found = rows.claim(id);
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, EnrolmentSentence.NO_COMPUTER);
    }
    Optional<RelayGroup> to = groups.keep(group);
    if (to.isEmpty()) {
      return Outcome.refused(StatusCode.BAD_REQUEST, EnrolmentSentence.NO_GROUP);
    }
    Computer computer = found.get();
    computer.assign(group, Assignment.HAND);
    record(EventType.RELAY_GROUP_ASSIGNED, computer, to.get().name());
    return Outcome.done(computer);
  }

  /** Forgets a computer; its key is worth nothing from then on. */
  public Outcome<Computer> remove(UUID id) {
    Optional<Computer> removed = rows.remove(id);
    removed.ifPresent(computer -> leaving.fire(new ComputerLeaves(id, clock.instant())));
    removed.ifPresent(computer -> record(EventType.COMPUTER_REMOVED, computer));
    return removed
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(StatusCode.NOT_FOUND, EnrolmentSentence.NO_COMPUTER));
  }

  private void record(EventType type, Computer computer, Object... more) {
    Object[] figures = new Object[more.length + 1];
    figures[0] = computer.name();
    System.arraycopy(more, 0, figures, 1, more.length);
    events.record(
        SystemEvent.of(type, clock.instant())
            .about(computer.name().text())
            .by(session.getCallerPrincipal().getName())
            .figures(figures));
  }
}
