package io.freshseal.publishing.control;

import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Verdict.Rejected;

/**
 * What this source signs would be refused by its readers, for example because an operator's
 * certificate has expired. Never leaves {@link Source}, which turns it into an outcome.
 */
final class SigningRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final StatusCode code;

  SigningRefusedException(Rejected<?> refusal) {
    super(refusal.evidence().detail());
    this.code = refusal.reason();
  }

  SigningRefusedException(PublishOutcome.Refused refusal) {
    super(refusal.detail());
    this.code = refusal.code();
  }

  StatusCode code() {
    return code;
  }
}
