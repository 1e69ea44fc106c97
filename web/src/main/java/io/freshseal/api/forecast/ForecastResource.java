package io.freshseal.api.forecast;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.forecast.Expiry.Place;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.RelayDesk;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What expires next. */
@ForAdministrators
@Path("forecast")
@Produces(MediaType.APPLICATION_JSON)
public class ForecastResource {

  private static final Duration LONGEST = Duration.ofDays(3660);

  private final SourceDesk source;
  private final RelayDesk relay;
  private final Clock clock;

  @Inject
  public ForecastResource(SourceDesk source, RelayDesk relay, Clock clock) {
    this.source = source;
    this.relay = relay;
    this.clock = clock;
  }

  /** Everything that expires within a time from now or has expired, the first first. */
  @GET
  public byte[] forecast(@QueryParam("within") @DefaultValue("P90D") Duration within) {
    if (within.isNegative() || within.compareTo(LONGEST) > 0) {
      throw Problem.badRequest(WebSentence.DURATION_BOUNDS, Duration.ZERO, "P3660D").asException();
    }
    Instant now = clock.instant();
    List<Expiry> all = new ArrayList<>();
    source.snapshot().ifPresent(s -> all.addAll(Expiry.of(Place.SOURCE, s, now.plus(within))));
    relay.snapshot().ifPresent(s -> all.addAll(Expiry.of(Place.RELAY, s, now.plus(within))));
    all.sort(Comparator.comparing(Expiry::expires));
    return JsonAnswers.object(
        json -> {
          json.write("now", now.toString());
          JsonAnswers.array(json, "expiries", all, (expiry, j) -> write(expiry, now, j));
        });
  }

  private static void write(Expiry expiry, Instant now, JsonGenerator json) {
    json.write("place", expiry.place().name())
        .write("what", expiry.component().isPresent() ? "SIGNATURE" : "CATALOG")
        .write("expires", expiry.expires().toString())
        .write("expired", !expiry.expires().isAfter(now));
    expiry
        .component()
        .ifPresent(
            entry ->
                json.write("component", entry.id().text())
                    .write("version", entry.version().text())
                    .write("serial", entry.signature().serial()));
  }
}
