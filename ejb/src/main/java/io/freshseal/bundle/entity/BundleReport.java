package io.freshseal.bundle.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgedCatalog;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an inspection of a bundle has found. Everything is recomputed from what is signed; nothing
 * is taken from the manifest.
 *
 * @param code {@code OK} if a store may take it in as it is, else the first reason against it
 * @param evidence why not; empty with {@code OK}
 * @param bytes the length of the file
 * @param contents what it holds; empty if its form or its catalog is refused
 */
public record BundleReport(
    StatusCode code, Optional<Evidence> evidence, long bytes, Optional<Contents> contents) {

  /**
   * What a bundle holds.
   *
   * @param catalog its judged catalog
   * @param lines one for each component of the catalog, in its order
   * @param missing what the catalog names, and neither the bundle nor the store has
   */
  public record Contents(
      JudgedCatalog catalog, UsableUntil usable, List<Line> lines, List<Missing> missing) {

    public Contents {
      Objects.requireNonNull(catalog);
      Objects.requireNonNull(usable);
      lines = List.copyOf(lines);
      missing = List.copyOf(missing);
    }
  }

  /** What would change here with a component. */
  public enum Change {
    /** Nothing: it is held as it is offered. */
    NONE,
    /** It is not held yet. */
    NEW,
    /** Another version. */
    VERSION,
    /** A renewed signature file of the version that is held. */
    SIGNATURE
  }

  /**
   * One component.
   *
   * @param held what the store holds of it, if anything
   * @param code how its signature file is judged; {@code SOURCE_INCOMPLETE} if it is missing
   * @param why in a sentence, if it is refused
   */
  public record Line(
      CatalogEntry offered,
      Optional<CatalogEntry> held,
      Change change,
      StatusCode code,
      Optional<Sentence> why) {

    public Line {
      Objects.requireNonNull(offered);
      Objects.requireNonNull(held);
      Objects.requireNonNull(change);
      Objects.requireNonNull(code);
      Objects.requireNonNull(why);
    }
  }

  /**
   * An object that is not there.
   *
   * @param component of which it is; empty for a revocation list or trust anchors
   */
  public record Missing(Optional<ComponentId> component, Sha256 sha256, long size) {}

  public BundleReport {
    Objects.requireNonNull(code);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(contents);
  }

  /** Whether a store may take it in. */
  public boolean sound() {
    return code == StatusCode.OK;
  }

  /** A report of a file of which no catalog is known. */
  public static BundleReport refused(StatusCode code, Evidence evidence, long bytes) {
    return new BundleReport(code, Optional.of(evidence), bytes, Optional.empty());
  }

  /** The same contents, refused for a reason that lies outside of them. */
  public BundleReport refused(StatusCode other, Sentence why) {
    return new BundleReport(other, Optional.of(Evidence.of(why)), bytes, contents);
  }
}
