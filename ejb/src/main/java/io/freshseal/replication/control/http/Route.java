package io.freshseal.replication.control.http;

import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.entity.HttpProxy;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A base address that can be asked, and the way there.
 *
 * @param proxy empty if it is asked directly
 */
public record Route(BaseUrl base, Optional<HttpProxy> proxy) {

  public Route {
    Objects.requireNonNull(base);
    Objects.requireNonNull(proxy);
  }

  /** Without anything in between. */
  public static Route direct(BaseUrl base) {
    return new Route(base, Optional.empty());
  }

  /** The route to what somebody has named; empty if that is no base address. */
  public static Optional<Route> to(Reach reach) {
    return BaseUrl.parse(reach.url().toString()).map(base -> new Route(base, reach.proxy()));
  }

  /** The route to an address of the settings, which admit base URLs alone. */
  public static Route ofSetting(URI url) {
    return to(Reach.direct(url))
        .orElseThrow(() -> new IllegalStateException("settings admit only base URLs"));
  }
}
