package io.freshseal.console.frame;

import java.time.Duration;
import java.time.Instant;

/**
 * How soon something that runs out needs a person's eye. Measured against its own lifetime, so that
 * a rehearsal with certificates of minutes reads the same as production with certificates of
 * months.
 */
public enum Urgency {
  /** Past its end. */
  EXPIRED("expired"),
  /** Less than a twelfth of its life or a week is left, whichever is shorter. */
  CRITICAL("critical"),
  /** Less than a third of its life or 30 days is left: the renewal should be on its way. */
  DUE("due"),
  /** Nothing to do. */
  OK("ok");

  private static final Duration DUE_AT_MOST = Duration.ofDays(30);
  private static final Duration CRITICAL_AT_MOST = Duration.ofDays(7);

  private final String style;

  Urgency(String style) {
    this.style = style;
  }

  /**
   * Judges a life by what is left of it.
   *
   * @param begins start of the life, for a signature its signing time
   * @param expires the first instant after its life
   */
  public static Urgency of(Instant begins, Instant expires, Instant now) {
    Duration left = Duration.between(now, expires);
    Duration life = Duration.between(begins, expires);
    if (left.isZero() || left.isNegative()) {
      return EXPIRED;
    }
    if (left.compareTo(shorter(life.dividedBy(12), CRITICAL_AT_MOST)) < 0) {
      return CRITICAL;
    }
    return left.compareTo(shorter(life.dividedBy(3), DUE_AT_MOST)) < 0 ? DUE : OK;
  }

  /** The more urgent of the two. */
  public Urgency or(Urgency other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Name of its icon, and of its class in the style sheet after {@code is-}. */
  public String getStyle() {
    return style;
  }

  /** Key of its word in the bundle {@code io.freshseal.console}. */
  public String getKey() {
    return "urgency." + style;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
