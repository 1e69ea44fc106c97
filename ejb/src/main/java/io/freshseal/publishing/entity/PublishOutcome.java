package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.StatusCode;
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
      implements PublishOutcome {}

  /** There was nothing to publish or renew; no new sequence. */
  record Nothing() implements PublishOutcome {}

  /**
   * The catalog that was out still is.
   *
   * @param detail one plain English sentence
   */
  record Refused(StatusCode code, String detail) implements PublishOutcome {}

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
