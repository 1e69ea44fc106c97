package io.freshseal.api.serving;

import io.freshseal.delta.control.DeltaForm;
import io.freshseal.delta.control.WholeInput;
import io.freshseal.shelf.boundary.DeltaDesk;
import io.freshseal.shelf.entity.Delta;
import io.freshseal.shelf.entity.DeltaChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers with what leads from what a reader holds to what it asks for (RFC 9842), or with that as
 * {@code zstd}, where it is ready: with the shortest that the reader takes. Each such answer is a
 * representation of its own: own tag, own digest, own ranges.
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
   * Answers with the shortest form of the file.
   *
   * @param shelf hears which objects a shorter form stands for
   * @param file asked for only if some of it is to be sent
   * @param whole the file itself
   */
  ResponseBuilder answer(
      Reading reading,
      HttpHeaders headers,
      Shelf shelf,
      Supplier<Path> file,
      Representation whole) {
    List<DeltaChange> changes = ReaderCodings.of(headers).changesTo(whole.digest());
    Optional<Delta> shortest =
        changes.stream()
            .map(deltas::find)
            .flatMap(Optional::stream)
            .filter(ready -> Files.isRegularFile(deltas.file(ready)))
            .min(Comparator.comparingLong(Delta::length));
    Representation what = shortest.map(delta -> coded(delta, whole)).orElse(whole);
    if (changes.stream().anyMatch(deltas::isComing)) {
      what = what.untilShorter();
    }
    if (shortest.isEmpty()) {
      return reading.answer(file, what);
    }
    // They are of use to readers, and go only after what is of none.
    shelf.note(shortest.get().change().wanted());
    shelf.note(shortest.get().change().held());
    return reading
        .answer(deltas.file(shortest.get()), what)
        .header(
            HttpHeaders.CONTENT_ENCODING,
            shortest.get().change().isWhole() ? WholeInput.CODING : DeltaForm.CODING);
  }

  private static Representation coded(Delta delta, Representation whole) {
    return new Representation(delta.digest(), delta.length(), whole.mediaType(), whole.caching());
  }
}
