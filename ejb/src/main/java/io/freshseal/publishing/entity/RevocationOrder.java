package io.freshseal.publishing.entity;

import io.freshseal.trust.entity.RevocationReason;
import java.math.BigInteger;
import java.util.Objects;

/**
 * What to revoke. The certificate need not be in use: its key may have been stolen all the same.
 */
public record RevocationOrder(BigInteger serialNumber, RevocationReason reason) {

  public RevocationOrder {
    Objects.requireNonNull(serialNumber);
    Objects.requireNonNull(reason);
  }
}
