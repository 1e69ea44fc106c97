package io.freshseal.publishing.control;

import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Verdict.Rejected;

/**
 * What this source signs would be refused by its readers, for example because an operator's
 * certificate has expired. Never leaves {@link Source}, which turns it into an outcome.
 */
final class SigningRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final StatusCode code;
  private final transient Sentence sentence;

  SigningRefusedException(Rejected<?> refusal) {
    super(refusal.evidence().detail());
    this.code = refusal.reason();
    this.sentence = refusal.evidence().sentence();
  }

  SigningRefusedException(PublishOutcome.Refused refusal) {
    super(refusal.sentence().english());
    this.code = refusal.code();
    this.sentence = refusal.sentence();
  }

  Sentence sentence() {
    return sentence;
  }

  StatusCode code() {
    return code;
  }
}
