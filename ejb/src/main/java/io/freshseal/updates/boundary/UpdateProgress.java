package io.freshseal.updates.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.updates.entity.SecurityUpdate;
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

  /**
   * Takes it on as far as it goes now.
   *
   * @return the run, if this ended it
   */
  public Optional<SecurityUpdate> advance(UUID id, Instant now) {
    Optional<SecurityUpdate> found = rows.claim(id).filter(u -> u.endedAt().isEmpty());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SecurityUpdate update = found.get();
    if (update.cancelledAt().isPresent()) {
      endRest(id, Sentence.of(UpdateSentence.CANCELLED), now);
    } else if (!update.until().isAfter(now)) {
      endRest(id, Sentence.of(UpdateSentence.TIME_UP, update.until()), now);
    } else {
      flow(id, now);
    }
    return ended(update, now);
  }

  private void endRest(UUID id, Sentence why, Instant now) {
    strokes.skipRest(id, why.encoded(), now);
    strokes.failLost(id, Sentence.of(UpdateSentence.LOST).encoded(), now);
  }

  /**
   * Ends a run of which nothing is left to do.
   *
   * @return the run, if this ended it
   */
  public Optional<SecurityUpdate> endIfOver(UUID id, Instant now) {
    return rows.hasOpenSteps(id)
        ? Optional.empty()
        : rows.claim(id).filter(u -> u.endedAt().isEmpty()).flatMap(u -> ended(u, now));
  }

  private Optional<SecurityUpdate> ended(SecurityUpdate update, Instant now) {
    if (rows.hasOpenSteps(update.id())) {
      return Optional.empty();
    }
    update.end(now);
    return Optional.of(update);
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
