package io.freshseal.groups.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.groups.entity.GroupLeaves;
import io.freshseal.groups.entity.GroupSentence;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.KeptProxy;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The relay groups, and changing them; the caller is named in the event. */
@Stateless
public class RelayGroups {

  private static final int MOST = 1_000;

  @EJB private GroupRows rows;
  @EJB private RuleRows rules;
  @EJB private GroupProxies proxies;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Inject private Event<GroupLeaves> leaving;
  @Resource private SessionContext session;

  /** All groups as the tree that components flow down. */
  public GroupTree tree() {
    return new GroupTree(rows.all());
  }

  private GroupTree claimedTree() {
    return new GroupTree(rows.claimAll());
  }

  /** Makes a group. */
  public Outcome<RelayGroup> create(GroupValues values) {
    GroupTree tree = claimedTree();
    if (tree.topDown().size() >= MOST) {
      return refused(StatusCode.TOO_LARGE, Sentence.of(GroupSentence.TOO_MANY, MOST));
    }
    RelayGroup group = new RelayGroup(UUID.randomUUID().toString(), values, clock.instant());
    return objection(group, values, tree)
        .orElseGet(() -> save(group, values, EventType.RELAY_GROUP_CREATED));
  }

  /** Changes a group. */
  public Outcome<RelayGroup> change(String id, GroupValues values) {
    GroupTree tree = claimedTree();
    Optional<RelayGroup> found = tree.find(id);
    if (found.isEmpty()) {
      return refused(StatusCode.NOT_FOUND, Sentence.of(GroupSentence.NO_GROUP));
    }
    return objection(found.get(), values, tree)
        .orElseGet(() -> save(found.get(), values, EventType.RELAY_GROUP_CHANGED));
  }

  private Outcome<RelayGroup> save(RelayGroup group, GroupValues values, EventType type) {
    try {
      Optional<KeptProxy> proxy = proxies.keep(group.id(), values.proxy(), group.proxy());
      group.change(values);
      group.proxy(proxy);
    } catch (StorageException e) {
      return refused(e.code(), Sentence.of(GroupSentence.PROXY_KEY, e.sentence()));
    }
    record(type, group);
    return Outcome.done(rows.save(group));
  }

  /**
   * Deletes a group that nothing depends on.
   *
   * @param computers counts the computers that are in it, in this transaction
   */
  public Outcome<RelayGroup> delete(String id, LongSupplier computers) {
    GroupTree tree = claimedTree();
    Optional<RelayGroup> found = tree.find(id);
    if (found.isEmpty()) {
      return refused(StatusCode.NOT_FOUND, Sentence.of(GroupSentence.NO_GROUP));
    }
    RelayGroup group = found.get();
    int children = tree.children(group).size();
    if (group.isDefault()) {
      return refused(StatusCode.CONFLICT, Sentence.of(GroupSentence.DEFAULT_STAYS));
    }
    if (children > 0) {
      return refused(StatusCode.CONFLICT, Sentence.of(GroupSentence.HAS_CHILDREN, children));
    }
    rows.claim(id);
    long inIt = computers.getAsLong();
    if (inIt > 0) {
      return refused(StatusCode.CONFLICT, Sentence.of(GroupSentence.HAS_COMPUTERS, inIt));
    }
    long ruled = rules.countOf(id);
    if (ruled > 0) {
      return refused(StatusCode.CONFLICT, Sentence.of(GroupSentence.HAS_RULES, ruled));
    }
    leaving.fire(new GroupLeaves(id, clock.instant()));
    rows.delete(id);
    record(EventType.RELAY_GROUP_DELETED, group);
    return Outcome.done(group);
  }

  private static Optional<Outcome<RelayGroup>> objection(
      RelayGroup group, GroupValues values, GroupTree tree) {
    String id = group.id();
    return values
        .refused()
        .or(() -> unprotected(group, values))
        .map(sentence -> refused(StatusCode.BAD_REQUEST, sentence))
        .or(() -> taken(id, values.name(), tree))
        .or(() -> values.parent().flatMap(parent -> misplaced(id, parent, tree)));
  }

  private static Optional<Sentence> unprotected(RelayGroup group, GroupValues values) {
    return values
        .proxy()
        .filter(proxy -> proxy.lacksPassword(group.proxy()))
        .map(proxy -> Sentence.of(GroupSentence.PROXY_PASSWORD));
  }

  private static Optional<Outcome<RelayGroup>> taken(String id, String name, GroupTree tree) {
    return tree.topDown().stream()
        .filter(other -> other.name().equalsIgnoreCase(name) && !other.id().equals(id))
        .findFirst()
        .map(o -> refused(StatusCode.CONFLICT, Sentence.of(GroupSentence.NAME_TAKEN, o.name())));
  }

  private static Optional<Outcome<RelayGroup>> misplaced(
      String id, String parentId, GroupTree tree) {
    Optional<RelayGroup> parent = tree.find(parentId);
    if (parent.isEmpty()) {
      return Optional.of(refused(StatusCode.BAD_REQUEST, Sentence.of(GroupSentence.NO_PARENT)));
    }
    List<RelayGroup> cycle = tree.cycle(id, parentId);
    if (!cycle.isEmpty()) {
      String way =
          Stream.concat(cycle.stream(), Stream.of(cycle.get(0)))
              .map(RelayGroup::name)
              .collect(Collectors.joining(" → "));
      return Optional.of(refused(StatusCode.CONFLICT, Sentence.of(GroupSentence.CYCLE, way)));
    }
    int below = tree.find(id).map(tree::height).orElse(0);
    return tree.depth(parent.get()) + 1 + below < GroupTree.MAX_DEPTH
        ? Optional.empty()
        : Optional.of(
            refused(
                StatusCode.BAD_REQUEST, Sentence.of(GroupSentence.TOO_DEEP, GroupTree.MAX_DEPTH)));
  }

  private static Outcome<RelayGroup> refused(StatusCode code, Sentence sentence) {
    return new Outcome.Refused<>(code, sentence);
  }

  private void record(EventType type, RelayGroup group) {
    events.record(
        SystemEvent.of(type, clock.instant())
            .about(group.name())
            .by(session.getCallerPrincipal().getName())
            .figures(group.name()));
  }
}
