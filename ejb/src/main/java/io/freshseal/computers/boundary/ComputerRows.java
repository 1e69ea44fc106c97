package io.freshseal.computers.boundary;

import io.freshseal.computers.entity.Assignment;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerPage;
import io.freshseal.computers.entity.ComputerQuery;
import io.freshseal.computers.entity.ComputerSelection;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.computers.entity.HoldingRow;
import io.freshseal.groups.entity.NamePattern;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Sha256;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of computers; joins the caller's transaction or is one of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class ComputerRows {

  // As ComputerState decides it, for the database.
  private static final Map<ComputerState, String> STATES =
      Map.of(
          ComputerState.OFFLINE,
          "(c.lastSeen is null or c.offlineAt <= :now)",
          ComputerState.FAILED,
          "(c.offlineAt > :now and c.run.code <> 0)",
          ComputerState.WELL,
          "(c.offlineAt > :now and (c.run.code is null or c.run.code = 0))");

  // Computers that one statement names.
  private static final int STRETCH = 1_000;

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** Stores a new computer. */
  public void add(Computer computer) {
    entities.persist(computer);
  }

  /** Finds one. */
  public Optional<Computer> find(UUID id) {
    return Optional.ofNullable(entities.find(Computer.class, id.toString()));
  }

  /** Finds one and keeps others from changing it until the transaction ends. */
  public Optional<Computer> claim(UUID id) {
    return Optional.ofNullable(
        entities.find(Computer.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Finds these as they are now and keeps others from changing them until the transaction ends.
   *
   * @param ids by name, as the answer then is
   */
  public List<Computer> claimAll(List<UUID> ids) {
    List<Computer> claimed = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += STRETCH) {
      List<UUID> stretch = ids.subList(from, Math.min(ids.size(), from + STRETCH));
      claimed.addAll(
          entities
              .createQuery(
                  "select c from Computer c where c.id in :ids order by c.name, c.id",
                  Computer.class)
              .setParameter("ids", stretch.stream().map(UUID::toString).toList())
              .setLockMode(LockModeType.PESSIMISTIC_WRITE)
              .getResultList());
    }
    return claimed;
  }

  /** Finds whose key this is. */
  public Optional<UUID> byKey(Sha256 digest) {
    return entities
        .createQuery("select c.id from Computer c where c.keyDigest = :digest", String.class)
        .setParameter("digest", digest.hex())
        .getResultStream()
        .findFirst()
        .map(UUID::fromString);
  }

  /** Finds one that joined by this request and was not heard since. */
  public Optional<Computer> byJoining(Sha256 request) {
    return entities
        .createQuery("select c from Computer c where c.joinDigest = :request", Computer.class)
        .setParameter("request", request.hex())
        .getResultStream()
        .findFirst();
  }

  /** Forgets one; answers it as it was. */
  public Optional<Computer> remove(UUID id) {
    Optional<Computer> found = find(id);
    found.ifPresent(entities::remove);
    return found;
  }

  /** How many there are. */
  public long count() {
    return entities.createQuery("select count(c) from Computer c", Long.class).getSingleResult();
  }

  /** How many are in a group. */
  public long countIn(String group) {
    return entities
        .createQuery("select count(c) from Computer c where c.group = :group", Long.class)
        .setParameter("group", group)
        .getSingleResult();
  }

  /**
   * Those that are meant.
   *
   * @param selection names at most a thousand; unknown ones are left out
   * @param groups ids of the groups that are meant; empty for any
   */
  public List<Computer> chosen(ComputerSelection selection, Set<String> groups, Instant now) {
    Map<String, Object> parameters = new HashMap<>();
    List<String> conditions = new ArrayList<>();
    if (!selection.computers().isEmpty()) {
      parameters.put("ids", selection.computers().stream().map(UUID::toString).toList());
      conditions.add("c.id in :ids");
    }
    if (!groups.isEmpty()) {
      parameters.put("groups", groups);
      conditions.add("c.group in :groups");
    }
    selection.role().ifPresent(role -> conditions.add(ofRole(role, parameters)));
    selection.state().ifPresent(state -> conditions.add(inState(state, now, parameters)));
    selection
        .name()
        .ifPresent(
            name -> {
              parameters.put("name", name.like());
              conditions.add("lower(c.name) like :name escape '" + NamePattern.ESCAPE + "'");
            });
    TypedQuery<Computer> query =
        entities.createQuery("select c from Computer c" + all(conditions), Computer.class);
    parameters.forEach(query::setParameter);
    return query.getResultList();
  }

  private static String ofRole(MemberRole role, Map<String, Object> parameters) {
    parameters.put("relay", "%" + MemberRole.RELAY.text() + "%");
    return role == MemberRole.RELAY ? "c.roles like :relay" : "c.roles not like :relay";
  }

  private static String inState(ComputerState state, Instant now, Map<String, Object> parameters) {
    parameters.put("now", now);
    return STATES.get(state);
  }

  private static String all(List<String> conditions) {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  /** Those that rules have a say in, by name. */
  public List<Computer> free() {
    return entities
        .createQuery(
            "select c from Computer c where c.assignment in :free order by c.name, c.id",
            Computer.class)
        .setParameter("free", List.of(Assignment.DEFAULT, Assignment.RULE))
        .getResultList();
  }

  /**
   * The relays of a group that told where they are reached, at most so many. Asked for by every
   * heartbeat; a range of addresses is what an index answers, unlike "is not null".
   */
  public List<Computer> relaysOf(String group, int most) {
    return entities
        .createQuery(
            "select c from Computer c where c.group = :group and c.roles like :relay"
                + " and c.url >= 'h' order by c.id",
            Computer.class)
        .setParameter("group", group)
        .setParameter("relay", "%" + MemberRole.RELAY.text() + "%")
        .setMaxResults(most)
        .getResultList();
  }

  /** A stretch of the computers by name, counted and cut by the database. */
  public ComputerPage find(ComputerQuery query, Instant now) {
    Map<String, Object> parameters = new HashMap<>();
    String where = where(query, now, parameters);
    TypedQuery<Long> count =
        entities.createQuery("select count(c) from Computer c" + where, Long.class);
    TypedQuery<Computer> page =
        entities.createQuery(
            "select c from Computer c" + where + " order by c.name, c.id", Computer.class);
    parameters.forEach(
        (name, value) -> {
          count.setParameter(name, value);
          page.setParameter(name, value);
        });
    return new ComputerPage(
        page.setFirstResult(query.offset()).setMaxResults(query.limit()).getResultList(),
        count.getSingleResult());
  }

  /**
   * The next computers by name.
   *
   * @param query its offset does not count
   * @param last who came last; empty for the first ones
   */
  public List<Computer> following(ComputerQuery query, Optional<Computer> last, Instant now) {
    Map<String, Object> parameters = new HashMap<>();
    String where = where(query, now, parameters);
    String after = "(c.name > :lastName or (c.name = :lastName and c.id > :lastId))";
    String both = where.isEmpty() ? " where " + after : where + " and " + after;
    TypedQuery<Computer> next =
        entities.createQuery(
            "select c from Computer c"
                + (last.isPresent() ? both : where)
                + " order by c.name, c.id",
            Computer.class);
    parameters.forEach(next::setParameter);
    last.ifPresent(
        computer ->
            next.setParameter("lastName", computer.name().text())
                .setParameter("lastId", computer.id().toString()));
    return next.setMaxResults(query.limit()).getResultList();
  }

  private static String where(ComputerQuery query, Instant now, Map<String, Object> parameters) {
    List<String> conditions = new ArrayList<>();
    query
        .text()
        .ifPresent(
            text -> {
              parameters.put("text", text.toLowerCase(Locale.ROOT));
              conditions.add(
                  "(locate(:text, lower(c.name)) > 0 or locate(:text, lower(c.address)) > 0"
                      + " or locate(:text, c.platform) > 0)");
            });
    query
        .group()
        .ifPresent(
            group -> {
              parameters.put("group", group);
              conditions.add("c.group = :group");
            });
    query.state().ifPresent(state -> conditions.add(inState(state, now, parameters)));
    query.role().ifPresent(role -> conditions.add(ofRole(role, parameters)));
    return all(conditions);
  }

  /** Whether the list of this digest is stored. */
  public boolean knows(Sha256 holding) {
    return entities.find(HoldingRow.class, holding.hex()) != null;
  }

  /** Finds a list of what is held. */
  public Optional<HoldingRow> holding(Sha256 digest) {
    return Optional.ofNullable(entities.find(HoldingRow.class, digest.hex()));
  }

  /** Those that are offline at this time and were not reported yet, at most so many. */
  public List<Computer> missing(Instant now, int most) {
    return entities
        .createQuery(
            "select c from Computer c where c.offline = false and c.offlineAt <= :now"
                + " order by c.offlineAt, c.id",
            Computer.class)
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultList();
  }
}
