package io.freshseal.bundle.entity;

import io.freshseal.shared.entity.Outcome;
import java.time.Instant;
import java.util.Objects;

/**
 * What is to be said before a bundle is made.
 *
 * @param plan what would be in it, or why none can be made
 * @param needed up to when it ought to be usable: the next courier's date, or some days ahead
 * @param advice what would make a better one, or one at all
 */
public record BundleOutlook(Outcome<BundlePlan> plan, Instant needed, Advice advice) {

  /** What to do first. */
  public enum Advice {
    /** Nothing. */
    NONE,
    /** Have the own source renew its signature files, and update the relay. */
    RENEW_SIGNATURES,
    /** Upgrade the relay: its build skips renewed signature files. */
    UPGRADE_RELAY,
    /** Update the relay. */
    UPDATE_RELAY,
    /** Take a newer bundle in: this relay has no other source. */
    TAKE_NEWER_BUNDLE
  }

  public BundleOutlook {
    Objects.requireNonNull(plan);
    Objects.requireNonNull(needed);
    Objects.requireNonNull(advice);
  }

  /** Whether a bundle can be made that is usable for as long as needed. */
  public static boolean suffices(Outcome<BundlePlan> plan, Instant needed) {
    return plan.fold(done -> !done.usable().until().isBefore(needed), refused -> false);
  }
}
