package io.freshseal.agent.boundary;

import java.time.Duration;

/** Writes how long something still holds, for people: days, hours, minutes or seconds. */
final class TimeLeft {

  private TimeLeft() {}

  static String of(Duration left, AgentTexts texts) {
    if (left.toDays() >= 2) {
      return texts.of("agent.left.days", left.toDays());
    }
    if (left.toHours() >= 2) {
      return texts.of("agent.left.hours", left.toHours());
    }
    if (left.toMinutes() >= 2) {
      return texts.of("agent.left.minutes", left.toMinutes());
    }
    return texts.of("agent.left.seconds", left.toSeconds());
  }
}
