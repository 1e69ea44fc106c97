package io.freshseal.diagnosis.entity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The steps that put a cause right, in the order in which they work: whoever is to blame first, the
 * relays behind it from the top down, the agents last.
 */
public final class RepairPlan {

  private static final Duration RELAY_TIME = Duration.ofHours(1);
  private static final Duration AGENT_TIME = Duration.ofHours(4);

  private final Diagnosis diagnosis;
  private final boolean ownSource;
  private final List<RepairStep> steps = new ArrayList<>();

  private RepairPlan(Diagnosis diagnosis, boolean ownSource) {
    this.diagnosis = diagnosis;
    this.ownSource = ownSource;
  }

  /**
   * The steps; none where nothing is wrong.
   *
   * @param ownSource whether the primary source is this process
   */
  public static List<RepairStep> of(Diagnosis diagnosis, boolean ownSource) {
    RepairPlan plan = new RepairPlan(diagnosis, ownSource);
    plan.make();
    return List.copyOf(plan.steps);
  }

  private void make() {
    switch (diagnosis.cause()) {
      case OLD_BUILD -> after(RepairKind.UPGRADE_RELAY);
      case WRONG_SOURCE -> after(RepairKind.FIX_SOURCE);
      case IDLE_RELAY -> idle();
      case SOURCE_NOT_RENEWED ->
          after(ownSource ? RepairKind.RENEW_SOURCE : RepairKind.RENEW_ELSEWHERE);
      case OLD_ANCHORS -> after(RepairKind.NEW_ANCHORS);
      case CLOCK -> after(RepairKind.SET_CLOCK);
      case DAMAGED_CACHE -> damaged();
      case STALE_BUNDLE -> bundle();
      case NETWORK -> after(RepairKind.CHECK_NETWORK);
      case EMPTY_GROUP -> after(RepairKind.FILL_GROUP);
      case DISK_FULL -> after(RepairKind.FREE_DISK);
      case NOT_UPDATED_SINCE -> updates();
      case TAMPERING -> add(RepairKind.INVESTIGATE, List.of(), Duration.ZERO);
      case UNKNOWN -> add(RepairKind.LOOK_FURTHER, List.of(), Duration.ZERO);
      case NOT_AFFECTED, HEALTHY -> {}
    }
  }

  private void after(RepairKind first) {
    add(first, culprit(), first.byHand() ? Duration.ZERO : RELAY_TIME);
    updates();
  }

  private void idle() {
    if (diagnosis.isSilent()) {
      add(RepairKind.START_COMPUTER, culprit(), Duration.ZERO);
    }
    updates();
  }

  private void damaged() {
    switch (diagnosis.culprit().place()) {
      case RELAY -> after(RepairKind.CLEAR_RELAY_CACHE);
      case AGENT -> {
        clearAgents();
        updates();
      }
      default -> add(RepairKind.INVESTIGATE, List.of(), Duration.ZERO);
    }
  }

  private void bundle() {
    add(RepairKind.MAKE_BUNDLE, List.of(), Duration.ZERO);
    add(RepairKind.CLEAR_RELAY_CACHE, culprit(), RELAY_TIME);
    add(RepairKind.APPLY_BUNDLE, culprit(), Duration.ZERO);
    below();
    clearAgents();
    agents();
  }

  private void updates() {
    List<UUID> relay = culprit();
    if (!relay.isEmpty()) {
      add(RepairKind.UPDATE_RELAY, relay, RELAY_TIME);
      add(RepairKind.AWAIT_SUCCESS, relay, RELAY_TIME);
    }
    below();
    agents();
  }

  private void below() {
    if (!diagnosis.affected().relays().isEmpty()) {
      add(RepairKind.UPDATE_RELAYS_BELOW, diagnosis.affected().relays(), RELAY_TIME);
    }
  }

  private void clearAgents() {
    if (!diagnosis.affected().agents().isEmpty()) {
      add(RepairKind.CLEAR_AGENT_CACHE, diagnosis.affected().agents(), AGENT_TIME);
    }
  }

  private void agents() {
    if (!diagnosis.affected().agents().isEmpty()) {
      add(RepairKind.UPDATE_AGENTS, diagnosis.affected().agents(), AGENT_TIME);
    }
  }

  private List<UUID> culprit() {
    return diagnosis.culprit().relay().map(List::of).orElse(List.of());
  }

  private void add(RepairKind kind, List<UUID> computers, Duration most) {
    steps.add(new RepairStep(kind, computers, most));
  }
}
