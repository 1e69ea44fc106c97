package io.freshseal.trust.entity;

import java.util.Objects;
import java.util.Optional;

/**
 * Why a verdict is what it is, for an operator to act on.
 *
 * @param detail one plain English sentence with the figures; never a secret
 * @param offender the certificate that caused the refusal, if one did
 * @param chainVerified whether the chain leads to the anchors and the signature verifies whatever
 *     the dates say; empty if that was not looked at. An expired certificate of a stranger has
 *     {@code false} here and must not pass for a relay that needs repair
 */
public record Evidence(
    String detail, Optional<CertificateFacts> offender, Optional<Boolean> chainVerified) {

  public Evidence {
    Objects.requireNonNull(detail);
    Objects.requireNonNull(offender);
    Objects.requireNonNull(chainVerified);
  }

  /** Evidence that is a sentence alone. */
  public static Evidence of(String detail) {
    return new Evidence(detail, Optional.empty(), Optional.empty());
  }
}
