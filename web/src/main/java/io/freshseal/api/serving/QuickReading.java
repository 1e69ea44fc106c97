package io.freshseal.api.serving;

import io.freshseal.api.http.Preconditions;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.entity.DeltaChange;
import io.freshseal.vault.entity.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The plainest requests at one base address, answered without JAX-RS: the signed catalog and
 * objects by name, whole, as {@code zstd} or as a delta ({@code dcz}, RFC 9842). It decides by the
 * same conditions and writes the same headers as {@link Reading}; whatever it does not know is
 * null, and the resources' matter. Safe for threads.
 */
public final class QuickReading {

  private static final String CATALOG = "/catalog";
  private static final String OBJECTS = "/objects/";

  private final Shelf shelf;
  private final DeltaAnswers deltas;
  private final AtomicLong changes = new AtomicLong();
  private volatile Prepared prepared = new Prepared(-1, null, null);

  /** What was true as long as nothing has changed since. */
  private record Prepared(long change, Answers catalog, Boolean active) {}

  /** Answers about one representation, made once. */
  private record Answers(Representation what, QuickAnswer whole, QuickAnswer same) {

    QuickAnswer to(String ifNoneMatch, boolean head) {
      Preconditions conditions =
          new Preconditions(Optional.empty(), Optional.ofNullable(ifNoneMatch));
      return switch (conditions.judge(what.tag())) {
        case NOT_MODIFIED -> same;
        case FAILED -> null;
        case PROCEED ->
            head ? new QuickAnswer(whole.status(), whole.headers(), null, whole.length()) : whole;
      };
    }
  }

  /** Reads from a shelf, and from what is made of it. */
  public QuickReading(Shelf shelf, DeltaAnswers deltas) {
    this.shelf = shelf;
    this.deltas = deltas;
    shelf.whenSwitched(this::changed);
  }

  /** Hears that the shelf may be another one, or its settings. */
  public void changed() {
    changes.incrementAndGet();
  }

  /**
   * Answers a request that has neither a range nor any condition but this one.
   *
   * @param path below the base address, as it came over the wire
   * @return null if it is the resources' matter
   */
  public QuickAnswer answer(String path, QuickRequest request) {
    Prepared now = prepared();
    if (!Boolean.TRUE.equals(now.active())) {
      return null;
    }
    Answers answers = null;
    if (path.equals(CATALOG)) {
      answers = catalog(now.catalog(), request.reader());
    } else if (path.startsWith(OBJECTS)) {
      answers =
          Sha256.parse(path.substring(OBJECTS.length()))
              .map(digest -> object(digest, request.reader()))
              .orElse(null);
    }
    return answers == null ? null : answers.to(request.ifNoneMatch(), request.head());
  }

  private Prepared prepared() {
    Prepared known = prepared;
    long change = changes.get();
    if (known.change() == change) {
      return known;
    }
    boolean active = shelf.active();
    Answers catalog = active ? shelf.snapshot().map(this::catalog).orElse(null) : null;
    Prepared made = new Prepared(change, catalog, active);
    prepared = made;
    return made;
  }

  private Answers catalog(Snapshot snapshot) {
    Representation what = Representation.catalog(snapshot);
    return shelf
        .find(what.digest())
        .map(file -> answers(what, file, Map.of("Vary", Representation.CATALOG_VARY)))
        .orElse(null);
  }

  // Nobody who has the newest, as those who poll mostly do, costs more than a look at what is made.
  private Answers catalog(Answers whole, ReaderCodings reader) {
    if (whole == null) {
      return null;
    }
    // Of a catalog there is no plain zstd.
    List<DeltaChange> changes =
        reader.changesTo(whole.what().digest()).stream().filter(c -> !c.isWhole()).toList();
    if (changes.isEmpty()) {
      return whole;
    }
    DeltaAnswers.Form form = deltas.form(changes, whole.what());
    return form.delta() == null ? whole : coded(form, Representation.CATALOG_VARY);
  }

  private Answers object(Sha256 digest, ReaderCodings reader) {
    Path file = shelf.find(digest).orElse(null);
    if (file == null) {
      return null;
    }
    try {
      Representation whole = Representation.object(digest, Files.size(file));
      DeltaAnswers.Form form = deltas.form(reader.changesTo(digest), whole);
      return form.delta() == null
          ? answers(form.what(), file, Map.of("Vary", Representation.OBJECT_VARY))
          : coded(form, Representation.OBJECT_VARY);
    } catch (IOException e) {
      return null;
    }
  }

  private Answers coded(DeltaAnswers.Form form, String vary) {
    form.note(shelf);
    return answers(
        form.what(), deltas.file(form), Map.of("Vary", vary, "Content-Encoding", form.coding()));
  }

  private static Answers answers(Representation what, Path file, Map<String, String> further) {
    Map<String, String> same = new LinkedHashMap<>();
    what.describe(same::put);
    same.put("Accept-Ranges", "bytes");
    same.putAll(further);
    Map<String, String> whole = new LinkedHashMap<>(same);
    whole.put("Content-Type", what.mediaType());
    return new Answers(
        what,
        new QuickAnswer(200, whole, file, what.length()),
        new QuickAnswer(304, same, null, 0));
  }
}
