package io.freshseal.api.relay;

import io.freshseal.api.serving.DownloadPlaces;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Names the relay's build in every response below the relay's base address, refusals included. The
 * server hands every application's filters to all of them, and a source must not pass for a relay.
 */
@Provider
public class RelayBuildHeader implements ContainerResponseFilter {

  private static final String BASE = "/api/v1/";

  private final RelayDesk relay;
  private final SettingsDesk settings;

  @Inject
  public RelayBuildHeader(RelayDesk relay, SettingsDesk settings) {
    this.relay = relay;
    this.settings = settings;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getUriInfo().getBaseUri().getPath().endsWith(BASE) && relay.active()) {
      response
          .getHeaders()
          .putSingle(DownloadPlaces.RELAY_BUILD, settings.current().relay().build().text());
    }
  }
}
