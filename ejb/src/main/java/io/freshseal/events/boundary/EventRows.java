package io.freshseal.events.boundary;

import io.freshseal.events.control.EventTexts;
import io.freshseal.events.entity.EventPage;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.events.entity.UnrecordedEvent;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of system events; each call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EventRows {

  private static final Map<String, String> CONDITIONS =
      Map.of(
          "from", "e.time >= :from",
          "until", "e.time < :until",
          "origin", "e.origin = :origin",
          "number", "e.number = :number",
          "levels", "e.level in :levels");

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /**
   * Stores all of these that are not there yet, or none. Those of a type that is not recorded count
   * as stored.
   */
  public void store(List<SystemEvent> all) {
    Set<String> off = unrecorded();
    List<SystemEvent> events =
        all.stream().filter(event -> !off.contains(event.type().name())).toList();
    if (!events.isEmpty()) {
      storeNew(events);
    }
  }

  private void storeNew(List<SystemEvent> events) {
    List<String> keys = events.stream().map(event -> event.key().toString()).toList();
    Set<String> known =
        new HashSet<>(
            entities
                .createQuery("select e.key from StoredEvent e where e.key in :keys", String.class)
                .setParameter("keys", keys)
                .getResultList());
    for (SystemEvent event : events) {
      if (known.add(event.key().toString())) {
        entities.persist(new StoredEvent(event));
      }
    }
  }

  /** Names of the types that are not recorded. */
  public Set<String> unrecorded() {
    return Set.copyOf(
        entities.createQuery("select u.type from UnrecordedEvent u", String.class).getResultList());
  }

  /** Ends the recording of a type; false if it has ended. */
  public boolean recordNoMore(UnrecordedEvent type) {
    boolean recorded = !unrecorded().contains(type.name());
    if (recorded) {
      entities.persist(type);
    }
    return recorded;
  }

  /** Begins the recording of a type again; false if it goes on. */
  public boolean recordAgain(EventType type) {
    return entities
            .createQuery("delete from UnrecordedEvent u where u.type = :type")
            .setParameter("type", type.name())
            .executeUpdate()
        == 1;
  }

  /** Finds a stretch of the events, counted and cut by the database. */
  public EventPage find(EventQuery query) {
    Map<String, Object> parameters = new HashMap<>();
    String where = where(query, parameters);
    TypedQuery<Long> count =
        entities.createQuery("select count(e) from StoredEvent e" + where, Long.class);
    TypedQuery<StoredEvent> page =
        entities.createQuery(
            "select e from StoredEvent e" + where + " order by e.time desc, e.id desc",
            StoredEvent.class);
    parameters.forEach(
        (name, value) -> {
          count.setParameter(name, value);
          page.setParameter(name, value);
        });
    return new EventPage(
        page.setFirstResult(query.offset()).setMaxResults(query.limit()).getResultList(),
        count.getSingleResult());
  }

  /**
   * What follows an event in the order of a query, however deep that is.
   *
   * @param last the one before; empty for the beginning
   */
  public List<StoredEvent> following(EventQuery query, Optional<StoredEvent> last, int most) {
    Map<String, Object> parameters = new HashMap<>();
    String where = where(query, parameters);
    if (last.isPresent()) {
      where +=
          (where.isEmpty() ? " where " : " and ")
              + "(e.time < :lastTime or e.time = :lastTime and e.id < :lastId)";
      parameters.put("lastTime", last.get().time());
      parameters.put("lastId", last.get().id());
    }
    TypedQuery<StoredEvent> stretch =
        entities.createQuery(
            "select e from StoredEvent e" + where + " order by e.time desc, e.id desc",
            StoredEvent.class);
    parameters.forEach(stretch::setParameter);
    return stretch.setMaxResults(most).getResultList();
  }

  /** Finds one event. */
  public Optional<StoredEvent> find(long id) {
    return Optional.ofNullable(entities.find(StoredEvent.class, id));
  }

  /** Finds the event with this idempotency key. */
  public Optional<StoredEvent> find(UUID key) {
    return entities
        .createQuery("select e from StoredEvent e where e.key = :key", StoredEvent.class)
        .setParameter("key", key.toString())
        .getResultStream()
        .findFirst();
  }

  /**
   * Deletes the oldest of what happened before, at most so many, and answers how many: a stroke
   * that no writer has to wait for long.
   */
  public int deleteBefore(Instant time, int most) {
    List<Long> oldest =
        entities
            .createQuery(
                "select e.id from StoredEvent e where e.time < :time order by e.time", Long.class)
            .setParameter("time", time)
            .setMaxResults(most)
            .getResultList();
    return oldest.isEmpty()
        ? 0
        : entities
            .createQuery("delete from StoredEvent e where e.id in :oldest")
            .setParameter("oldest", oldest)
            .executeUpdate();
  }

  private static String where(EventQuery query, Map<String, Object> parameters) {
    query.from().ifPresent(from -> parameters.put("from", from));
    query.until().ifPresent(until -> parameters.put("until", until));
    query.origin().ifPresent(origin -> parameters.put("origin", origin));
    query.number().ifPresent(number -> parameters.put("number", number));
    if (!query.levels().isEmpty()) {
      parameters.put("levels", query.levels());
    }
    List<String> conditions = new ArrayList<>();
    CONDITIONS.forEach(
        (name, condition) -> {
          if (parameters.containsKey(name)) {
            conditions.add(condition);
          }
        });
    query.text().ifPresent(text -> conditions.add(textCondition(text, parameters)));
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  private static String textCondition(String text, Map<String, Object> parameters) {
    parameters.put("text", "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
    StringBuilder condition = new StringBuilder("(");
    for (String column : List.of("target", "actor", "errorText", "figures")) {
      condition.append("lower(e.").append(column).append(") like :text escape '!' or ");
    }
    Set<Integer> titled = EventTexts.numbersTitled(text);
    parameters.put("titled", titled.isEmpty() ? Set.of(-1) : titled);
    return condition.append("e.number in :titled)").toString();
  }

  // The three characters that mean something in a LIKE pattern with this escape.
  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
