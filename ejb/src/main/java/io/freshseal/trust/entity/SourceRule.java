package io.freshseal.trust.entity;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.util.Optional;

/**
 * A store follows one source. What is remembered against rollback is remembered per source, so a
 * catalog of another one under the same anchors would be judged as if nothing were known.
 */
public final class SourceRule {

  private SourceRule() {}

  /**
   * Refuses {@code SOURCE_CHANGED}.
   *
   * @param named the source that the operator names, which decides
   * @param followed the source that the store has followed so far
   */
  public static Optional<Rejected<JudgedCatalog>> refuses(
      JudgedCatalog judged, Optional<String> named, Optional<String> followed) {
    String offered = judged.catalog().source();
    return named
        .or(() -> followed)
        .filter(expected -> !expected.equals(offered))
        .map(
            expected ->
                new Rejected<>(
                    StatusCode.SOURCE_CHANGED,
                    Evidence.of(TrustSentence.SOURCE_OTHER, offered, expected)));
  }
}
