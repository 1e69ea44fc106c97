package io.freshseal.updates.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.UpdateFlow;
import io.freshseal.updates.entity.UpdateSentence;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes a run on: orders what may begin, skips what is behind a failure, ends what is over. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class UpdateProgress {

  @EJB private UpdateRows rows;
  @EJB private StepStrokes strokes;
  @EJB private ComputerRows computers;
  @EJB private GroupRows groups;
  @EJB private EventLog events;

  /** Takes it on as far as it goes now. */
  public void advance(UUID id, Instant now) {
    open(id).ifPresent(update -> advance(update, now));
  }

  private Optional<SecurityUpdate> open(UUID id) {
    return rows.claim(id).filter(update -> update.endedAt().isEmpty());
  }

  private void advance(SecurityUpdate update, Instant now) {
    UUID id = update.id();
    if (update.cancelledAt().isPresent()) {
      endRest(id, Sentence.of(UpdateSentence.CANCELLED), now);
    } else if (!update.until().isAfter(now)) {
      endRest(id, Sentence.of(UpdateSentence.TIME_UP, update.until()), now);
    } else {
      flow(id, now);
    }
    end(update, now);
  }

  private void endRest(UUID id, Sentence why, Instant now) {
    strokes.skipRest(id, why.encoded(), now);
    strokes.failLost(id, Sentence.of(UpdateSentence.LOST).encoded(), now);
  }

  /** Ends a run of which nothing is left to do. */
  public void endIfOver(UUID id, Instant now) {
    if (!rows.hasOpenSteps(id)) {
      open(id).ifPresent(update -> end(update, now));
    }
  }

  private void end(SecurityUpdate update, Instant now) {
    if (!rows.hasOpenSteps(update.id())) {
      update.end(now);
      tellEnd(update, now);
    }
  }

  // Before it is committed: a crash in between has it told again, under the same key. The counts
  // are read first, so whatever the database refuses of this end, it refuses before it is told.
  private void tellEnd(SecurityUpdate update, Instant now) {
    Map<StepState, Long> counts = rows.counts(update.id());
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long well = counts.getOrDefault(StepState.SUCCEEDED, 0L);
    EventType type = well == all ? EventType.FLEET_UPDATE_DONE : EventType.FLEET_UPDATE_PARTLY;
    events.record(
        SystemEvent.of(type, now)
            .once(update.id(), "ended")
            .about(update.id().toString())
            .by(update.createdBy())
            .figures(well, all));
  }

  private void flow(UUID id, Instant now) {
    List<UpdateStep> relays = rows.relaySteps(id);
    GroupTree tree = new GroupTree(groups.all());
    boolean changed = true;
    while (changed) {
      UpdateFlow flow = new UpdateFlow(tree, relays, offline(relays, now));
      List<UpdateStep> begin = flow.relaysToOrder();
      begin.forEach(step -> step.order(now));
      var behind = flow.relaysBehindFailure();
      behind.forEach((step, failed) -> step.skip(behind(failed, tree), now));
      changed = !begin.isEmpty() || !behind.isEmpty();
    }
    UpdateFlow flow = new UpdateFlow(tree, relays, offline(relays, now));
    for (String group : rows.groupsOfWaitingAgents(id)) {
      if (flow.agentsMayBegin(group)) {
        strokes.orderAgents(id, group, now);
      }
      flow.failure(group)
          .ifPresent(failed -> strokes.skipAgents(id, group, behind(failed, tree).encoded(), now));
    }
  }

  private static Sentence behind(UpdateStep failed, GroupTree tree) {
    String group = tree.find(failed.group()).map(RelayGroup::name).orElse("");
    return Sentence.of(
        UpdateSentence.BEHIND_FAILED_RELAY, group, failed.computerName(), failed.error().text());
  }

  private Set<UUID> offline(List<UpdateStep> relays, Instant now) {
    Set<UUID> offline = new HashSet<>();
    for (UpdateStep step : relays) {
      if (!step.state().ended()
          && computers.find(step.computer()).filter(c -> !c.isOffline(now)).isEmpty()) {
        offline.add(step.computer());
      }
    }
    return offline;
  }
}
