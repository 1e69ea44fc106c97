package io.freshseal.agent.control;

import io.freshseal.replication.control.RelayChoice;
import io.freshseal.replication.control.RunListener;
import io.freshseal.trust.entity.TrustBasis;
import java.time.Instant;
import java.util.Objects;

/**
 * What an update works with.
 *
 * @param now the local clock
 */
public record UpdateOrder(RelayChoice source, TrustBasis trust, Instant now, RunListener listener) {

  public UpdateOrder {
    Objects.requireNonNull(source);
    Objects.requireNonNull(trust);
    Objects.requireNonNull(now);
    Objects.requireNonNull(listener);
  }
}
