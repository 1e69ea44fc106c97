package io.freshseal.updates.entity;

import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Decides what of a security update may begin, by the steps of its relays alone, so that the cost
 * does not grow with the agents. A relay may begin when a relay of its parent group has succeeded
 * and none that can be reached is still at it; an agent likewise by the relays of its own group. A
 * group whose relays are not part of the run, or serve nobody, holds nobody back. Where all have
 * ended and none has succeeded, what is behind them is not sent into the same failure.
 */
public final class UpdateFlow {

  /** How the relays of one group are. */
  private enum Gate {
    /** What is behind them may begin. */
    OPEN,
    /** Some are still at it. */
    SHUT,
    /** None has succeeded, and none will. */
    FAILED
  }

  private final GroupTree tree;
  private final List<UpdateStep> relays;
  private final Map<String, List<UpdateStep>> serving = new HashMap<>();
  private final Set<UUID> offline;

  /**
   * Looks at a run.
   *
   * @param relaySteps the steps of all relays of the run
   * @param offline computers that are not heard; nobody waits for them where others succeeded
   */
  public UpdateFlow(GroupTree tree, List<UpdateStep> relaySteps, Set<UUID> offline) {
    this.tree = tree;
    this.offline = Set.copyOf(offline);
    this.relays = List.copyOf(relaySteps);
    relaySteps.stream()
        .filter(UpdateStep::serves)
        .forEach(step -> serving.computeIfAbsent(step.group(), g -> new ArrayList<>()).add(step));
  }

  /** Relays that wait and may begin. */
  public List<UpdateStep> relaysToOrder() {
    return waiting().filter(step -> above(step.group()) == Gate.OPEN).toList();
  }

  /** Relays that wait behind a failure, with the step that stands for it. */
  public Map<UpdateStep, UpdateStep> relaysBehindFailure() {
    Map<UpdateStep, UpdateStep> behind = new HashMap<>();
    waiting()
        .filter(step -> above(step.group()) == Gate.FAILED)
        .forEach(step -> behind.put(step, firstFailed(parent(step.group()).orElseThrow())));
    return behind;
  }

  /** Whether the agents of a group may begin. */
  public boolean agentsMayBegin(String group) {
    return gate(group) == Gate.OPEN;
  }

  /** The step that stands for the failure of a group's relays; empty if they have not failed. */
  public Optional<UpdateStep> failure(String group) {
    return gate(group) == Gate.FAILED ? Optional.of(firstFailed(group)) : Optional.empty();
  }

  /**
   * The group whose relays a step waits for, by its id; empty if it does not wait, or for nobody.
   */
  public Optional<String> waitsFor(UpdateStep step) {
    Optional<String> from = step.isRelay() ? parent(step.group()) : Optional.of(step.group());
    return from.filter(group -> step.state() == StepState.WAITING)
        .flatMap(group -> deciding(group).stream().findFirst())
        .map(UpdateStep::group);
  }

  private Stream<UpdateStep> waiting() {
    return relays.stream().filter(step -> step.state() == StepState.WAITING);
  }

  private Gate above(String group) {
    return parent(group).map(this::gate).orElse(Gate.OPEN);
  }

  private Optional<String> parent(String group) {
    return tree.find(group).flatMap(tree::parent).map(RelayGroup::id);
  }

  private Gate gate(String group) {
    List<UpdateStep> steps = deciding(group);
    boolean succeeded = steps.stream().anyMatch(step -> step.state() == StepState.SUCCEEDED);
    boolean atIt =
        steps.stream()
            .anyMatch(
                step -> !step.state().ended() && !(succeeded && offline.contains(step.computer())));
    if (steps.isEmpty() || succeeded && !atIt) {
      return Gate.OPEN;
    }
    return atIt ? Gate.SHUT : Gate.FAILED;
  }

  // The relays of the group; where they are left as they are, those above them. A group that is in
  // no tree, or in a cycle, is asked for itself alone.
  private List<UpdateStep> deciding(String group) {
    List<String> path = new ArrayList<>(List.of(group));
    tree.find(group).map(tree::path).ifPresent(p -> p.forEach(g -> path.add(1, g.id())));
    return path.stream()
        .map(id -> serving.getOrDefault(id, List.of()))
        .filter(steps -> !steps.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private UpdateStep firstFailed(String group) {
    return deciding(group).stream()
        .min(
            Comparator.comparing((UpdateStep step) -> step.state() == StepState.SKIPPED)
                .thenComparing(UpdateStep::changedAt)
                .thenComparing(UpdateStep::id))
        .orElseThrow();
  }
}
