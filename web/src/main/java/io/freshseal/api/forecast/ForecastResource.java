package io.freshseal.api.forecast;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.forecast.Expiry.Place;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.forecast.boundary.Forecasts;
import io.freshseal.forecast.control.PathCsv;
import io.freshseal.forecast.entity.PathLine;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What expires next: in the stores of this process, and where it is the manager in the whole fleet.
 */
@ForAdministrators
@Path("forecast")
@Produces(MediaType.APPLICATION_JSON)
public class ForecastResource {

  private final SourceDesk source;
  private final RelayDesk relay;
  private final Forecasts forecasts;
  private final SettingsDesk settings;
  @Inject private Clock clock;

  @Inject
  public ForecastResource(
      SourceDesk source, RelayDesk relay, Forecasts forecasts, SettingsDesk settings) {
    this.source = source;
    this.relay = relay;
    this.forecasts = forecasts;
    this.settings = settings;
  }

  /** Everything that expires within a time from now or has expired, the first first. */
  @GET
  public byte[] forecast(
      @Context UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    Instant now = clock.instant();
    ForecastParameters asked = new ForecastParameters(uri.getQueryParameters(), now);
    Instant until = asked.until();
    List<Expiry> all = new ArrayList<>();
    source.snapshot().ifPresent(s -> all.addAll(Expiry.of(Place.SOURCE, s, until)));
    relay.snapshot().ifPresent(s -> all.addAll(Expiry.of(Place.RELAY, s, until)));
    all.sort(Comparator.comparing(Expiry::expires));
    Optional<ForecastJson> fleet =
        settings.current().has(Role.MANAGER)
            ? Optional.of(
                new ForecastJson(
                    forecasts.make(asked.assumption()), ProblemTitles.locale(languages)))
            : Optional.empty();
    return JsonAnswers.object(
        json -> {
          json.write("now", now.toString());
          JsonAnswers.array(json, "expiries", all, (expiry, j) -> write(expiry, now, j));
          fleet.ifPresent(writer -> writer.write(asked, json));
        });
  }

  /**
   * What runs out on every way of the fleet, as a table; cursor, limit and day do not count. Only
   * the head where this process is no manager.
   */
  @GET
  @Produces("text/csv;charset=utf-8;header=present;qs=0.5")
  public StreamingOutput table(@Context UriInfo uri) {
    ForecastParameters asked = new ForecastParameters(uri.getQueryParameters(), clock.instant());
    List<PathLine> paths =
        settings.current().has(Role.MANAGER)
            ? asked.paths(forecasts.make(asked.assumption()))
            : List.of();
    return out -> {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      writer.write(PathCsv.head());
      for (PathLine line : paths) {
        writer.write(PathCsv.line(line));
      }
      writer.flush();
    };
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
