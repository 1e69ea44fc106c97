package io.freshseal.api.serving;

import io.freshseal.delta.control.DeltaForm;
import io.freshseal.shelf.boundary.DeltaDesk;
import io.freshseal.shelf.entity.Delta;
import io.freshseal.shelf.entity.DeltaChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Answers with what leads from what a reader holds to what it asks for (RFC 9842), where that is
 * ready. Each such answer is a representation of its own: own tag, own digest, own ranges.
 */
@ApplicationScoped
public class DeltaAnswers {

  private final DeltaDesk deltas;

  /** For the proxy of the container. */
  protected DeltaAnswers() {
    this(null);
  }

  @Inject
  public DeltaAnswers(DeltaDesk deltas) {
    this.deltas = deltas;
  }

  /**
   * Answers with a delta if it can, else with the file.
   *
   * @param whole the file itself
   */
  ResponseBuilder answer(Reading reading, HttpHeaders headers, Path file, Representation whole) {
    Optional<Delta> delta =
        ReaderCodings.of(headers)
            .dictionary()
            .flatMap(held -> deltas.find(new DeltaChange(held, whole.digest())))
            .filter(ready -> Files.isRegularFile(deltas.file(ready)));
    if (delta.isEmpty()) {
      return reading.answer(file, whole);
    }
    Representation coded =
        new Representation(
            delta.get().digest(), delta.get().length(), whole.mediaType(), whole.caching());
    return reading
        .answer(deltas.file(delta.get()), coded)
        .header(HttpHeaders.CONTENT_ENCODING, DeltaForm.CODING);
  }
}
