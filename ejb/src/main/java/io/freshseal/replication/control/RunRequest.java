package io.freshseal.replication.control;

import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.trust.entity.TrustBasis;
import java.time.Instant;
import java.util.Objects;

/**
 * What one run is to do.
 *
 * @param now the local clock at the start of the run; the run judges by it or by trusted time,
 *     whichever is later
 */
public record RunRequest(
    UpdateSource source, TrustBasis trust, Instant now, RunPolicy policy, RunListener listener) {

  public RunRequest {
    Objects.requireNonNull(source);
    Objects.requireNonNull(trust);
    Objects.requireNonNull(now);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(listener);
  }
}
