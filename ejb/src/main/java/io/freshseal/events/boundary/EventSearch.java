package io.freshseal.events.boundary;

import io.freshseal.events.entity.EventCount;
import io.freshseal.events.entity.EventPage;
import io.freshseal.events.entity.EventPlace;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.StoredEvent;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;

/**
 * Finds events among millions. What a call costs is bounded by what it may return, count or look
 * at, not by how many there are.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EventSearch {

  private static final String PLACE =
      "select new io.freshseal.events.entity.EventPlace(e.time, e.id) from StoredEvent e";

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** A stretch of the events; a search for a text looks at a bounded number of them. */
  public EventPage find(EventQuery query) {
    Optional<EventPlace> end = end(query);
    List<StoredEvent> events =
        events(EventCondition.of(query, end))
            .setFirstResult(query.offset())
            .setMaxResults(query.limit() + 1)
            .getResultList();
    if (events.size() <= query.limit()) {
      return new EventPage(events, end);
    }
    List<StoredEvent> page = events.subList(0, query.limit());
    return new EventPage(page, Optional.of(EventPlace.of(page.get(page.size() - 1))));
  }

  /** A stretch of the events, however many have to be looked at. */
  public List<StoredEvent> stretch(EventQuery query) {
    return events(EventCondition.of(query, Optional.empty()))
        .setFirstResult(query.offset())
        .setMaxResults(query.limit())
        .getResultList();
  }

  /** Counts them, as far as {@link EventQuery#COUNTED} and a search reach. */
  public EventCount count(EventQuery query) {
    Optional<EventPlace> end = end(query);
    EventCondition condition = EventCondition.of(query, end);
    // Rows and no count(): only so the database may stop early.
    List<Long> ids =
        condition
            .on(entities, "select e.id from StoredEvent e", Long.class)
            .setMaxResults(EventQuery.COUNTED + 1)
            .getResultList();
    if (ids.size() > EventQuery.COUNTED) {
      return counted(EventQuery.COUNTED, place(condition, EventQuery.COUNTED));
    }
    return counted(ids.size(), end);
  }

  // The last one counted may share its time with others, so who goes on sees it again.
  private static EventCount counted(int number, Optional<EventPlace> last) {
    return new EventCount(number, last.map(place -> place.time().plusMillis(1)));
  }

  private TypedQuery<StoredEvent> events(EventCondition condition) {
    return condition.sorted(entities, "select e from StoredEvent e", StoredEvent.class);
  }

  /** The last event that a search may look at; empty if it may look at all. */
  private Optional<EventPlace> end(EventQuery query) {
    return query.text().isEmpty()
        ? Optional.empty()
        : place(EventCondition.of(query.text(null), Optional.empty()), EventQuery.SEARCHED);
  }

  private Optional<EventPlace> place(EventCondition condition, int number) {
    return condition
        .sorted(entities, PLACE, EventPlace.class)
        .setFirstResult(number - 1)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
