package io.freshseal.api.source;

import io.freshseal.api.serving.DeltaAnswers;
import io.freshseal.api.serving.HeldJson;
import io.freshseal.api.serving.SeriesReading;
import io.freshseal.api.serving.ServingResource;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** Reading what the source of this process offers. */
@Path("/")
public class SourceServingResource extends ServingResource {

  @Inject
  public SourceServingResource(
      SourceShelf shelf, HeldJson held, SeriesReading series, DeltaAnswers deltas) {
    super(shelf, held, series, deltas);
  }
}
