package io.freshseal.console.diagnosis;

import io.freshseal.diagnosis.entity.RepairKind;
import io.freshseal.diagnosis.entity.RepairState;
import io.freshseal.diagnosis.entity.RepairStep;
import io.freshseal.diagnosis.entity.TakenStep;
import java.util.Optional;
import java.util.UUID;

/**
 * A step as the page shows it.
 *
 * @param taken how far it is in the newest repair; empty if it is not part of one
 */
public record StepRow(int number, RepairStep plan, Optional<TakenStep> taken) {

  /** How far it is; null if nobody took it. */
  public RepairState state() {
    return taken.map(TakenStep::state).orElse(null);
  }

  /** Whether it waits for a person. */
  public boolean waitsForYou() {
    return state() == RepairState.BY_HAND;
  }

  /** Whether a person does it at the computer that it is about. */
  public boolean atComputer() {
    return switch (plan.kind()) {
      case UPGRADE_RELAY, FIX_SOURCE, NEW_ANCHORS, SET_CLOCK, FREE_DISK, START_COMPUTER ->
          !plan.computers().isEmpty();
      default -> false;
    };
  }

  /** Whether a person does it on the page of the relay groups. */
  public boolean atGroups() {
    return plan.kind() == RepairKind.FILL_GROUP;
  }

  /** The first computer that it is about; null if it is about none. */
  public UUID computer() {
    return plan.computers().stream().findFirst().orElse(null);
  }

  /** The look of its badge. */
  public String style() {
    return taken.map(step -> style(step.state())).orElse("quiet");
  }

  /** The look of a state's badge. */
  public static String style(RepairState state) {
    return switch (state) {
      case WAITING, SKIPPED, CANCELLED -> "quiet";
      case RUNNING -> "info";
      case BY_HAND -> "due";
      case DONE -> "ok";
      case FAILED -> "expired";
    };
  }
}
