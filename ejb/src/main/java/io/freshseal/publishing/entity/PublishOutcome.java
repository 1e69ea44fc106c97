package io.freshseal.publishing.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How publishing or renewing ended. */
public sealed interface PublishOutcome {

  /**
   * A new catalog is out.
   *
   * @param sequence its sequence
   * @param components how many components it names
   * @param published how many of them have a new version
   * @param renewed how many of them have a new signature file for an old version
   */
  record Published(long sequence, int components, int published, int renewed)
      implements PublishOutcome {

    /** Counts what a catalog changes of what was offered before it. */
    public static Published of(List<CatalogEntry> before, Catalog catalog) {
      Map<ComponentId, CatalogEntry> old = new HashMap<>();
      before.forEach(entry -> old.put(entry.id(), entry));
      int fresh = 0;
      int renewed = 0;
      for (CatalogEntry entry : catalog.components()) {
        CatalogEntry known = old.get(entry.id());
        if (known == null || !known.version().equals(entry.version())) {
          fresh++;
        } else if (!known.signature().equals(entry.signature())) {
          renewed++;
        }
      }
      return new Published(catalog.sequence(), catalog.components().size(), fresh, renewed);
    }
  }

  /** There was nothing to publish or renew; no new sequence. */
  record Nothing() implements PublishOutcome {}

  /**
   * The catalog that was out still is.
   *
   * @param sentence why
   */
  record Refused(StatusCode code, Sentence sentence) implements PublishOutcome {}

  /** There is no such component in the present catalog. */
  static Refused notOffered(ComponentId component) {
    return new Refused(
        StatusCode.NOT_FOUND, Sentence.of(PublishingSentence.NOT_OFFERED, component));
  }

  /** Handles all outcomes. */
  default <R> R fold(
      Function<Published, R> published,
      Function<Nothing, R> nothing,
      Function<Refused, R> refused) {
    if (this instanceof Published p) {
      return published.apply(p);
    }
    if (this instanceof Nothing n) {
      return nothing.apply(n);
    }
    return refused.apply((Refused) this);
  }
}
