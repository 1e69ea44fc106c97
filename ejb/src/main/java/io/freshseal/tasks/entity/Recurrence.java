package io.freshseal.tasks.entity;

import java.util.Arrays;
import java.util.Optional;

/** How often a task runs, counted from its start. */
public enum Recurrence {
  /** Every sixty minutes that pass, whatever the clocks are set to. */
  HOURLY,
  /** Every day at the time of the start. */
  DAILY,
  /** Every week on the weekday of the start. */
  WEEKLY,
  /** Every month on the day of the start, or on the last day of a month that is shorter. */
  MONTHLY,
  /** At the start and never again. */
  ONCE;

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "recurrence." + name();
  }

  /** Reads a name; empty for any other text. */
  public static Optional<Recurrence> parse(String text) {
    return Arrays.stream(values()).filter(each -> each.name().equals(text)).findFirst();
  }
}
