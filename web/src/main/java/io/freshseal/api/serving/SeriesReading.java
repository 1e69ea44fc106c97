package io.freshseal.api.serving;

import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemException;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.api.sending.ConnectionProbe;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.FormerCatalogs;
import io.freshseal.vault.control.SignatureSeries;
import io.freshseal.vault.entity.SignaturePick;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;
import java.util.Optional;

/** Answers with many signature files of one catalog at once (ADR 0029). */
@ApplicationScoped
public class SeriesReading {

  private final FormerCatalogs former = new FormerCatalogs();
  private final DownloadPlaces places;
  private final Bandwidth bandwidth;
  private final HttpServletRequest request;

  /** For the proxy of the container. */
  protected SeriesReading() {
    this(null, null, null);
  }

  @Inject
  public SeriesReading(DownloadPlaces places, Bandwidth bandwidth, HttpServletRequest request) {
    this.places = places;
    this.bandwidth = bandwidth;
    this.request = request;
  }

  /**
   * Answers.
   *
   * @param digest of the signed catalog in which the places are counted
   * @param query {@code from}, {@code to} and {@code pick}, each once at most
   */
  ResponseBuilder answer(
      Shelf shelf,
      Snapshot now,
      Sha256 digest,
      MultivaluedMap<String, String> query,
      Reading reading) {
    Catalog catalog =
        former
            .find(now, digest, shelf::find)
            .orElseThrow(() -> Problem.notFound(WebSentence.NO_SUCH_CATALOG).asException());
    SignaturePick pick =
        SignaturePick.parse(
                catalog.components().size(),
                one(query, "from"),
                one(query, "to"),
                one(query, "pick"))
            .orElseThrow(SeriesReading::refused);
    SignatureSeries series = new SignatureSeries(digest, catalog, pick, now, shelf::find);
    Caching caching = series.isComplete() ? Caching.FOR_EVER : Caching.ASK_EACH_TIME;
    boolean relay = DownloadPlaces.isRelay(request.getHeader(DownloadPlaces.RELAY_BUILD));
    Runnable end = ConnectionProbe.end(request);
    return reading.answer(
        new SeriesBody(series, places, relay, end, bandwidth.pace(request.getRemoteAddr())),
        new Representation(series.tag(), series.length(), Representation.SERIES, caching));
  }

  private static Optional<String> one(MultivaluedMap<String, String> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw refused();
    }
    return values.stream().findFirst();
  }

  private static ProblemException refused() {
    return Problem.badRequest(WebSentence.NO_PICK).asException();
  }
}
