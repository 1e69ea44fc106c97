package io.freshseal.replication.control;

import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Hop;
import java.util.Optional;
import java.util.Set;

/** Says of refusals whose hop is not known yet that the source of the run handed it out. */
final class HopReview {

  private static final Set<StatusCode> OF_THIS_MACHINE =
      Set.of(
          StatusCode.DISK_FULL,
          StatusCode.STORAGE_FAULT,
          StatusCode.BUSY,
          StatusCode.INTERNAL,
          StatusCode.CLOCK_UNTRUSTED);

  private HopReview() {}

  static RunOutcome review(RunOutcome outcome, UpdateSource source) {
    Optional<Hop> upstream = source.address().map(Hop::upstream);
    return upstream.isEmpty()
        ? outcome
        : outcome.refusing(refusal -> locate(refusal, upstream.get()));
  }

  static RunRefusal locate(RunRefusal refusal, Hop upstream) {
    return OF_THIS_MACHINE.contains(refusal.code())
        ? refusal
        : new RunRefusal(refusal.component(), refusal.code(), refusal.evidence().from(upstream));
  }
}
