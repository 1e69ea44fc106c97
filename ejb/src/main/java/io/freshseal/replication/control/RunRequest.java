package io.freshseal.replication.control;

import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.trust.entity.TrustAnchors;
import java.time.Instant;
import java.util.Objects;

/**
 * What one run is to do.
 *
 * @param now the local clock at the start of the run; the run judges by it or by trusted time,
 *     whichever is later
 */
public record RunRequest(
    UpdateSource source,
    TrustAnchors anchors,
    Instant now,
    RunPolicy policy,
    RunListener listener) {

  public RunRequest {
    Objects.requireNonNull(source);
    Objects.requireNonNull(anchors);
    Objects.requireNonNull(now);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(listener);
  }
}
