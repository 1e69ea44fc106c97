package io.freshseal.api.http;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/**
 * Values of the header Location (RFC 9110 section 10.2.2): paths alone, which hold behind any proxy
 * and name no host that only the request has named.
 */
public final class Locations {

  private Locations() {}

  /** The address that was asked for. */
  public static URI of(UriInfo asked) {
    return URI.create(asked.getAbsolutePath().getRawPath());
  }

  /** An address one segment below the one that was asked for. */
  public static URI below(UriInfo asked, String segment) {
    return URI.create(asked.getAbsolutePathBuilder().path(segment).build().getRawPath());
  }

  /** Something else within the same application, for example a run of the relay. */
  public static URI of(UriInfo asked, String folder, String name) {
    return URI.create(
        asked.getBaseUriBuilder().path(folder).path("{name}").build(name).getRawPath());
  }
}
