package io.freshseal.updates.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerSelection;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.updates.entity.RunPage;
import io.freshseal.updates.entity.RunPlace;
import io.freshseal.updates.entity.RunQuery;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.UpdateOrder;
import io.freshseal.updates.entity.UpdateSentence;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Security updates of the fleet; whoever orders or cancels one is named in the event. */
@Stateless
public class SecurityUpdates {

  @EJB private UpdateRows rows;
  @EJB private StepRows steps;
  @EJB private UpdateProgress progress;
  @EJB private ComputerRows computers;
  @EJB private GroupRows groups;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /** Orders a run; its first orders are ready when this returns. */
  public Outcome<SecurityUpdate> order(UpdateOrder order) {
    return order(order, actor());
  }

  /** Orders a run on behalf of this actor. */
  public Outcome<SecurityUpdate> order(UpdateOrder order, String actor) {
    Optional<Sentence> refused = order.refused();
    if (refused.isPresent()) {
      return new Outcome.Refused<>(StatusCode.BAD_REQUEST, refused.get());
    }
    Set<String> meant = groups(order.computers());
    if (order.computers().group().isPresent() && meant.isEmpty()) {
      return Outcome.refused(StatusCode.BAD_REQUEST, UpdateSentence.NO_GROUP);
    }
    Instant now = clock.instant();
    List<Computer> chosen = computers.chosen(order.computers(), meant, now);
    if (chosen.isEmpty()) {
      return Outcome.refused(StatusCode.CONFLICT, UpdateSentence.NO_COMPUTERS);
    }
    SecurityUpdate update = new SecurityUpdate(UUID.randomUUID(), order, actor, now);
    rows.add(update);
    chosen.forEach(computer -> rows.add(new UpdateStep(update, computer, order)));
    progress.advance(update.id(), now);
    events.record(event(EventType.FLEET_UPDATE_REQUESTED, update, chosen.size(), now).by(actor));
    switching(order.kind())
        .ifPresent(
            type ->
                chosen.forEach(computer -> events.record(event(type, computer, now).by(actor))));
    return Outcome.done(update);
  }

  private Set<String> groups(ComputerSelection selection) {
    if (selection.group().isEmpty()) {
      return Set.of();
    }
    GroupTree tree = new GroupTree(groups.all());
    return tree.find(selection.group().get())
        .map(group -> selection.below() ? tree.below(group) : Set.of(group.id()))
        .orElse(Set.of());
  }

  /** Begins nothing more of a run; what has begun goes on. */
  public Outcome<SecurityUpdate> cancel(UUID id) {
    Instant now = clock.instant();
    Optional<SecurityUpdate> found = rows.claim(id);
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, UpdateSentence.NO_UPDATE);
    }
    SecurityUpdate update = found.get();
    if (update.endedAt().isEmpty()) {
      update.cancel(now);
      events.record(
          event(EventType.FLEET_UPDATE_CANCELLED, update, 0, now)
              .once(id, "cancelled")
              .by(actor()));
      progress.advance(id, now);
    }
    return Outcome.done(update);
  }

  /** One run. */
  public Optional<SecurityUpdate> find(UUID id) {
    return rows.find(id);
  }

  /** The newest runs, the newest first. */
  public List<SecurityUpdate> newest(int most) {
    return rows.newest(most);
  }

  /** A stretch of the runs, the newest first. */
  public RunPage find(RunQuery query) {
    return rows.find(query);
  }

  /**
   * The next runs, the newest first, and one more than wanted if there are more.
   *
   * @param query its offset does not count
   * @param last behind which one; empty for the first ones
   */
  public List<SecurityUpdate> following(RunQuery query, Optional<RunPlace> last) {
    return rows.following(query, last);
  }

  /** How many computers of a run are in each state. */
  public Map<StepState, Long> counts(UUID id) {
    return rows.counts(id);
  }

  /** The same of several runs at once; a run without computers is not there. */
  public Map<UUID, Map<StepState, Long>> countsOf(List<UUID> ids) {
    return rows.countsOf(ids);
  }

  /** A stretch of what a run ordered, by the computers' names. */
  public List<UpdateStep> steps(UUID id, Optional<StepState> state, int offset, int limit) {
    return steps.steps(
        id, state, Math.max(offset, 0), Math.min(Math.max(limit, 1), UpdateViews.MOST_STEPS));
  }

  private static Optional<EventType> switching(OrderKind kind) {
    return switch (kind) {
      case ENABLE_RELAY -> Optional.of(EventType.RELAY_ENABLE_REQUESTED);
      case DISABLE_RELAY -> Optional.of(EventType.RELAY_DISABLE_REQUESTED);
      default -> Optional.empty();
    };
  }

  private String actor() {
    return session.getCallerPrincipal().getName();
  }

  private static SystemEvent event(EventType type, SecurityUpdate update, int count, Instant now) {
    return SystemEvent.of(type, now)
        .about(update.id().toString())
        .figures(update.kind(), count, update.until());
  }

  private static SystemEvent event(EventType type, Computer computer, Instant now) {
    String name = computer.name().text();
    return SystemEvent.of(type, now).about(name).figures(name);
  }
}
