package io.freshseal.console.updates;

import io.freshseal.updates.entity.StepStanding;
import io.freshseal.updates.entity.StepState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The computers of a run that stand in one way, as a stretch of its bar.
 *
 * @param from where the stretch begins, in hundredths of the bar
 * @param width of the stretch, in hundredths of the bar
 */
public record StepLook(StepStanding standing, long count, double from, double width) {

  private static final List<StepStanding> ORDER =
      List.of(
          StepStanding.SUCCEEDED,
          StepStanding.REFUSED,
          StepStanding.FAILED,
          StepStanding.SKIPPED,
          StepStanding.IN_PROGRESS,
          StepStanding.PENDING,
          StepStanding.PENDING_HEARTBEAT,
          StepStanding.PENDING_OFFLINE,
          StepStanding.WAITING);

  /** The ways in which any computer stands, what has ended first. */
  static List<StepLook> of(Map<StepStanding, Long> counts) {
    double all = Math.max(1, counts.values().stream().mapToLong(Long::longValue).sum());
    List<StepLook> looks = new ArrayList<>();
    double from = 0;
    for (StepStanding standing : ORDER) {
      long count = counts.getOrDefault(standing, 0L);
      if (count > 0) {
        double width = 100 * count / all;
        looks.add(new StepLook(standing, count, from, width));
        from += width;
      }
    }
    return List.copyOf(looks);
  }

  /** The same where nobody asked what ordered computers wait for. */
  static List<StepLook> ofStates(Map<StepState, Long> counts) {
    Map<StepStanding, Long> standings = new EnumMap<>(StepStanding.class);
    counts.forEach((state, count) -> standings.put(StepStanding.valueOf(state.name()), count));
    return of(standings);
  }

  /** Class of the standing in the words of the style sheet. */
  public String style() {
    return style(standing);
  }

  /** Icon of the standing. */
  public String icon() {
    return icon(standing);
  }

  static String style(StepStanding standing) {
    return switch (standing.state()) {
      case SUCCEEDED -> "ok";
      case REFUSED, FAILED -> "expired";
      case SKIPPED -> "due";
      case IN_PROGRESS -> "info";
      case PENDING, WAITING -> "quiet";
    };
  }

  static String icon(StepStanding standing) {
    return switch (standing) {
      case SUCCEEDED -> "ok";
      case REFUSED, FAILED -> "expired";
      case SKIPPED -> "stale";
      case IN_PROGRESS -> "relay";
      case PENDING_OFFLINE -> "offline";
      case PENDING, PENDING_HEARTBEAT, WAITING -> "next";
    };
  }
}
