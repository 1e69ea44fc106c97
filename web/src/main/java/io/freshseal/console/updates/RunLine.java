package io.freshseal.console.updates;

import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepStanding;
import io.freshseal.updates.entity.StepState;
import java.util.List;
import java.util.Map;

/**
 * One security update as lists and its page show it.
 *
 * @param looks how many of its computers stand in which way
 */
public record RunLine(SecurityUpdate update, List<StepLook> looks) {

  static RunLine ofStates(SecurityUpdate update, Map<StepState, Long> counts) {
    return new RunLine(update, StepLook.ofStates(counts));
  }

  static RunLine of(SecurityUpdate update, Map<StepStanding, Long> counts) {
    return new RunLine(update, StepLook.of(counts));
  }

  /** Names it in the address of its page. */
  public String id() {
    return update.id().toString();
  }

  /** How many computers it is for. */
  public long all() {
    return looks.stream().mapToLong(StepLook::count).sum();
  }

  /** How many of them have ended, in whatever way. */
  public long ended() {
    return looks.stream()
        .filter(look -> look.standing().state().ended())
        .mapToLong(StepLook::count)
        .sum();
  }

  /** How many of them stand so. */
  public long count(StepStanding standing) {
    return looks.stream()
        .filter(look -> look.standing() == standing)
        .mapToLong(StepLook::count)
        .sum();
  }

  /** Whether anything is left to do. */
  public boolean running() {
    return update.endedAt().isEmpty();
  }

  /** How it stands: {@code running}, {@code done}, {@code partly} or {@code cancelled}. */
  public String standing() {
    if (running()) {
      return "running";
    }
    if (count(StepStanding.SUCCEEDED) == all()) {
      return "done";
    }
    return update.cancelledAt().isPresent() ? "cancelled" : "partly";
  }

  /** Class and icon of how it stands, in the words of the style sheet. */
  public String style() {
    return switch (standing()) {
      case "running" -> "info";
      case "done" -> "ok";
      case "cancelled" -> "due";
      default -> "expired";
    };
  }
}
