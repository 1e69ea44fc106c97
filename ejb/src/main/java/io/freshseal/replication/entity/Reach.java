package io.freshseal.replication.entity;

import io.freshseal.shared.entity.HttpProxy;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where components are, and how to get there.
 *
 * @param url base URL of a relay or source
 * @param proxy what stands between; empty if it is asked directly
 */
public record Reach(URI url, Optional<HttpProxy> proxy) {

  public Reach {
    Objects.requireNonNull(url);
    Objects.requireNonNull(proxy);
  }

  /** Without anything in between. */
  public static Reach direct(URI url) {
    return new Reach(url, Optional.empty());
  }
}
