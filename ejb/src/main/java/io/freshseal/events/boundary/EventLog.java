package io.freshseal.events.boundary;

import io.freshseal.database.control.DatabaseDataSource;
import io.freshseal.events.control.Outbox;
import io.freshseal.events.entity.EventCount;
import io.freshseal.events.entity.EventPage;
import io.freshseal.events.entity.EventPlace;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StartFailure;
import io.freshseal.shared.control.StorageException;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The log of system events. Recording never fails its caller: an event is forced to the outbox
 * first, then stored; what the database does not take now, it takes later, and once.
 */
@Startup
@Singleton
@DependsOn("DatabaseStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventLog {

  /** Most events of one export. */
  public static final int MOST_EXPORTED = 1_000_000;

  private static final System.Logger LOG = System.getLogger(EventLog.class.getName());

  // Rows that one transaction deletes.
  private static final int STROKE = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @EJB private EventRows rows;
  @EJB private EventSearch search;

  @Inject private Event<SystemEvent> recorded;

  private Outbox outbox;

  @PostConstruct
  void open() {
    try {
      outbox = Outbox.open(DataFolder.ofProcess().outbox());
    } catch (StorageException e) {
      throw StartFailure.tell("events cannot be kept. " + e.getMessage(), e);
    }
    drain();
  }

  /**
   * Records an event; it is on disk when this returns, and mostly already in the database. Whoever
   * observes events hears of it before.
   */
  public void record(SystemEvent event) {
    recorded.fire(event);
    try {
      outbox.append(event);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "an event goes past the outbox: {0}", e.getMessage());
      storeAtOnce(event);
      return;
    }
    if (!DatabaseDataSource.isAway()) {
      drain();
    }
  }

  /**
   * Stores events that wait elsewhere until this returns: those of a computer, which sends them
   * again otherwise. One that is there already stays as it is.
   *
   * @throws EJBException if the database does not take them; then none is stored
   */
  public void storeAll(List<SystemEvent> waiting) {
    rows.store(waiting);
  }

  /** Stores what waits in the outbox; a timer's job, and every recorder's as long as that works. */
  public void drain() {
    try {
      outbox.drain(rows::store, PATIENCE);
    } catch (StorageException | EJBException e) {
      LOG.log(Level.WARNING, "events wait in the outbox: {0}", e.getMessage());
    }
  }

  /** Finds a stretch of the events. */
  public EventPage find(EventQuery query) {
    return search.find(query);
  }

  /** Counts the events of a query, as far as that is quick; its stretch does not count. */
  public EventCount count(EventQuery query) {
    return search.count(query);
  }

  /**
   * Hands all events of a query over, stretch by stretch, the newest first; memory does not grow
   * with their number. At most {@value #MOST_EXPORTED}.
   *
   * @param query its own stretch does not count
   */
  public <E extends Exception> void export(EventQuery query, Receiver<E> receiver) throws E {
    EventQuery next = query.whole();
    List<StoredEvent> stretch;
    int handed = 0;
    do {
      stretch = search.stretch(next);
      receiver.take(stretch);
      handed += stretch.size();
      if (!stretch.isEmpty()) {
        next = next.after(EventPlace.of(stretch.get(stretch.size() - 1)));
      }
    } while (stretch.size() == EventQuery.MAX_LIMIT && handed < MOST_EXPORTED);
  }

  /**
   * Who takes exported events.
   *
   * @param <E> what it may fail with
   */
  @FunctionalInterface
  public interface Receiver<E extends Exception> {

    /** Takes the next ones. */
    void take(List<StoredEvent> events) throws E;
  }

  /** Finds the event with this idempotency key. */
  public Optional<StoredEvent> find(UUID key) {
    return rows.find(key);
  }

  /** Finds the event with this row number. */
  public Optional<StoredEvent> find(long id) {
    return rows.find(id);
  }

  /** Deletes what happened before; answers how many. */
  public int deleteBefore(Instant time) {
    int all = 0;
    int deleted;
    do {
      deleted = rows.deleteBefore(time, STROKE);
      all += deleted;
    } while (deleted == STROKE);
    return all;
  }

  private void storeAtOnce(SystemEvent event) {
    try {
      rows.store(List.of(event));
    } catch (EJBException e) {
      LOG.log(Level.ERROR, "an event is lost: {0} {1}", event, e.getMessage());
    }
  }
}
