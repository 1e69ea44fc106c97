package io.freshseal.agent.control;

import io.freshseal.replication.control.HttpUpdateSource;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.trust.entity.TrustBasis;
import java.time.Instant;
import java.util.Objects;

/**
 * What an update works with.
 *
 * @param relay the address of {@code source}
 * @param now the local clock
 */
public record UpdateOrder(
    BaseUrl relay, HttpUpdateSource source, TrustBasis trust, Instant now, RunListener listener) {

  public UpdateOrder {
    Objects.requireNonNull(relay);
    Objects.requireNonNull(source);
    Objects.requireNonNull(trust);
    Objects.requireNonNull(now);
    Objects.requireNonNull(listener);
  }
}
