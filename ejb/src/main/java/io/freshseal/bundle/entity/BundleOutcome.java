package io.freshseal.bundle.entity;

import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of taking in a bundle.
 *
 * @param report of the inspection that went before
 * @param run what the run brought; empty if the bundle was refused, and nothing was changed
 * @param excused what an exception of the courier's date has excused, if it had to
 */
public record BundleOutcome(
    BundleReport report, Optional<RunOutcome> run, Optional<Sentence> excused) {

  public BundleOutcome {
    Objects.requireNonNull(report);
    Objects.requireNonNull(run);
    Objects.requireNonNull(excused);
  }

  /** Refused; nothing was changed. */
  public static BundleOutcome refused(BundleReport report) {
    return new BundleOutcome(report, Optional.empty(), Optional.empty());
  }

  /** {@code OK}, or the first thing to report. */
  public StatusCode code() {
    return run.flatMap(outcome -> outcome.refusals().stream().findFirst())
        .map(refusal -> refusal.code())
        .orElse(report.code());
  }
}
