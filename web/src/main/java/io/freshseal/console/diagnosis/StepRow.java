package io.freshseal.console.diagnosis;

import io.freshseal.diagnosis.entity.RepairState;
import io.freshseal.diagnosis.entity.RepairStep;
import io.freshseal.diagnosis.entity.TakenStep;
import java.util.Optional;

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
