package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.RevocationReason;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * What to revoke. The certificate need not be in use: its key may have been stolen all the same.
 *
 * @param authority fingerprint of the authority that has issued it; empty: the one that signs now
 */
public record RevocationOrder(
    BigInteger serialNumber, RevocationReason reason, Optional<Sha256> authority) {

  /** Of a certificate that the authority has issued which signs now. */
  public RevocationOrder(BigInteger serialNumber, RevocationReason reason) {
    this(serialNumber, reason, Optional.empty());
  }

  public RevocationOrder {
    Objects.requireNonNull(serialNumber);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(authority);
  }
}
