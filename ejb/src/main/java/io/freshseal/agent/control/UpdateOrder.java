package io.freshseal.agent.control;

import io.freshseal.replication.control.HttpUpdateSource;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.trust.entity.TrustAnchors;
import java.time.Instant;
import java.util.Objects;

/**
 * What an update works with.
 *
 * @param relay the address of {@code source}
 * @param now the local clock
 */
public record UpdateOrder(
    BaseUrl relay,
    HttpUpdateSource source,
    TrustAnchors anchors,
    Instant now,
    RunListener listener) {

  public UpdateOrder {
    Objects.requireNonNull(relay);
    Objects.requireNonNull(source);
    Objects.requireNonNull(anchors);
    Objects.requireNonNull(now);
    Objects.requireNonNull(listener);
  }
}
