package io.freshseal.console.updates;

import io.freshseal.updates.entity.StepState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The computers of a run that are in one state, as a stretch of its bar.
 *
 * @param from where the stretch begins, in hundredths of the bar
 * @param width of the stretch, in hundredths of the bar
 */
public record StepLook(StepState state, long count, double from, double width) {

  private static final List<StepState> ORDER =
      List.of(
          StepState.SUCCEEDED,
          StepState.REFUSED,
          StepState.FAILED,
          StepState.SKIPPED,
          StepState.IN_PROGRESS,
          StepState.PENDING,
          StepState.WAITING);

  /** The states that any computer is in, what has ended first. */
  static List<StepLook> of(Map<StepState, Long> counts) {
    double all = Math.max(1, counts.values().stream().mapToLong(Long::longValue).sum());
    Map<StepState, StepLook> looks = new EnumMap<>(StepState.class);
    double from = 0;
    for (StepState state : ORDER) {
      long count = counts.getOrDefault(state, 0L);
      double width = 100 * count / all;
      looks.put(state, new StepLook(state, count, from, width));
      from += width;
    }
    return ORDER.stream().map(looks::get).filter(look -> look.count() > 0).toList();
  }

  /** Class of the state in the words of the style sheet. */
  public String style() {
    return style(state);
  }

  /** Icon of the state. */
  public String icon() {
    return icon(state);
  }

  static String style(StepState state) {
    return switch (state) {
      case SUCCEEDED -> "ok";
      case REFUSED, FAILED -> "expired";
      case SKIPPED -> "due";
      case IN_PROGRESS -> "info";
      case PENDING, WAITING -> "quiet";
    };
  }

  static String icon(StepState state) {
    return switch (state) {
      case SUCCEEDED -> "ok";
      case REFUSED, FAILED -> "expired";
      case SKIPPED -> "stale";
      case IN_PROGRESS -> "relay";
      case PENDING, WAITING -> "next";
    };
  }
}
