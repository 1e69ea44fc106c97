package io.freshseal.api.relay;

import io.freshseal.api.serving.DeltaAnswers;
import io.freshseal.api.serving.HeldJson;
import io.freshseal.api.serving.SeriesReading;
import io.freshseal.api.serving.ServingResource;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** Reading what the relay of this process serves. */
@Path("/")
public class RelayServingResource extends ServingResource {

  @Inject
  public RelayServingResource(
      RelayShelf shelf, HeldJson held, SeriesReading series, DeltaAnswers deltas) {
    super(shelf, held, series, deltas);
  }
}
