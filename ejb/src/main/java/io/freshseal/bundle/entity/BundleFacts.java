package io.freshseal.bundle.entity;

import java.util.Objects;

/**
 * What is known of a bundle before it is written.
 *
 * @param fileName {@code dsupdate_<sequence>.zip}
 * @param source name of the source whose catalog it carries
 * @param components whose files are in it, or were carried before
 * @param whole whether everything is in it that its catalog names
 */
public record BundleFacts(
    String fileName,
    String source,
    long epoch,
    long sequence,
    int components,
    boolean whole,
    UsableUntil usable) {

  public BundleFacts {
    Objects.requireNonNull(fileName);
    Objects.requireNonNull(source);
    Objects.requireNonNull(usable);
  }

  /** Of a plan. */
  public static BundleFacts of(BundlePlan plan) {
    return new BundleFacts(
        plan.fileName(),
        plan.catalog().source(),
        plan.catalog().epoch(),
        plan.catalog().sequence(),
        plan.components().size(),
        plan.whole(),
        plan.usable());
  }
}
