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
    Form form = form(ReaderCodings.of(headers).changesTo(whole.digest()), whole);
    if (form.delta() == null) {
      return reading.answer(file, form.what());
    }
    form.note(shelf);
    return reading
        .answer(deltas.file(form.delta()), form.what())
        .header(HttpHeaders.CONTENT_ENCODING, form.coding());
  }

  /**
   * A form that is ready.
   *
   * @param what is sent
   * @param delta null if the bytes themselves are sent
   */
  record Form(Representation what, Delta delta) {

    String coding() {
      return delta.change().isWhole() ? WholeInput.CODING : DeltaForm.CODING;
    }

    // They are of use to readers, and go only after what is of none.
    void note(Shelf shelf) {
      shelf.note(delta.change().wanted());
      shelf.note(delta.change().held());
    }
  }

  /** The shortest form for a reader to whom all of these are of use. */
  Form form(List<DeltaChange> changes, Representation whole) {
    Delta shortest =
        changes.stream()
            .map(deltas::find)
            .flatMap(Optional::stream)
            .filter(ready -> Files.isRegularFile(deltas.file(ready)))
            .min(Comparator.comparingLong(Delta::length))
            .orElse(null);
    Representation what = shortest == null ? whole : coded(shortest, whole);
    boolean coming = changes.stream().anyMatch(deltas::isComing);
    return new Form(coming ? what.untilShorter() : what, shortest);
  }

  /** The file of a form that is no whole. */
  Path file(Form form) {
    return deltas.file(form.delta());
  }

  private static Representation coded(Delta delta, Representation whole) {
    return new Representation(delta.digest(), delta.length(), whole.mediaType(), whole.caching());
  }
}
