package io.freshseal.replication.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.Optional;
import java.util.OptionalLong;

/** What a source answers when it is asked for its catalog. */
public sealed interface CatalogAnswer {

  /**
   * A catalog, not judged yet.
   *
   * @param etag its entity tag with the quotes, if the source gave one
   * @param delta what it cost on the wire, if it came as a difference to another
   */
  record Fetched(byte[] bytes, Optional<String> etag, OptionalLong delta) implements CatalogAnswer {

    /** One that came whole. */
    public Fetched(byte[] bytes, Optional<String> etag) {
      this(bytes, etag, OptionalLong.empty());
    }
  }

  /** The catalog at hand is still the newest. */
  record NotModified() implements CatalogAnswer {}

  /**
   * None.
   *
   * @param code {@code SOURCE_INCOMPLETE} if the source has no catalog (yet)
   * @param sentence why, for the operator
   */
  record Failed(StatusCode code, Sentence sentence) implements CatalogAnswer {}
}
