package io.freshseal.diagnosis.entity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
      case TAMPERING -> add(RepairKind.INVESTIGATE, Whom.NOBODY, Duration.ZERO);
      case UNKNOWN -> add(RepairKind.LOOK_FURTHER, Whom.NOBODY, Duration.ZERO);
      case NOT_AFFECTED, HEALTHY -> {}
    }
  }

  private void after(RepairKind first) {
    add(first, Whom.CULPRIT, first.byHand() ? Duration.ZERO : RELAY_TIME);
    updates();
  }

  private void idle() {
    if (diagnosis.isSilent()) {
      add(RepairKind.START_COMPUTER, Whom.CULPRIT, Duration.ZERO);
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
      default -> add(RepairKind.INVESTIGATE, Whom.NOBODY, Duration.ZERO);
    }
  }

  private void bundle() {
    add(RepairKind.MAKE_BUNDLE, Whom.NOBODY, Duration.ZERO);
    add(RepairKind.CLEAR_RELAY_CACHE, Whom.CULPRIT, RELAY_TIME);
    add(RepairKind.APPLY_BUNDLE, Whom.CULPRIT, Duration.ZERO);
    below();
    clearAgents();
    agents();
  }

  private void updates() {
    if (diagnosis.culprit().relay().isPresent()) {
      add(RepairKind.UPDATE_RELAY, Whom.CULPRIT, RELAY_TIME);
      add(RepairKind.AWAIT_SUCCESS, Whom.CULPRIT, RELAY_TIME);
    }
    below();
    agents();
  }

  private void below() {
    if (!diagnosis.affected().relays().isEmpty()) {
      add(RepairKind.UPDATE_RELAYS_BELOW, Whom.RELAYS, RELAY_TIME);
    }
  }

  private void clearAgents() {
    if (!diagnosis.affected().agents().isEmpty()) {
      add(RepairKind.CLEAR_AGENT_CACHE, Whom.AGENTS, AGENT_TIME);
    }
  }

  private void agents() {
    if (!diagnosis.affected().agents().isEmpty()) {
      add(RepairKind.UPDATE_AGENTS, Whom.AGENTS, AGENT_TIME);
    }
  }

  private void add(RepairKind kind, Whom whom, Duration most) {
    steps.add(new RepairStep(kind, whom, whom.of(diagnosis), most));
  }
}
