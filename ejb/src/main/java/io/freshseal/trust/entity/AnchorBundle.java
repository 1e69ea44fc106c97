package io.freshseal.trust.entity;

import io.freshseal.catalog.entity.AnchorsEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A numbered set of trust anchors, and how many of their keys it takes to replace it. Never
 * changed, only followed by the next number.
 *
 * @param source name of the update source that it belongs to
 * @param number counts up from 1
 * @param threshold how many different keys must sign the next bundle; at most as many as there are
 * @param issued when it was made; judged by nobody, for people
 * @param anchors each once, at most {@link TrustAnchors#MAX_CERTIFICATES}
 * @param previous number, digest and length of the bundle before, as it was signed; empty for one
 *     that starts a chain, which machines take from an operator's hand alone unless it is number 1
 */
public record AnchorBundle(
    String source,
    long number,
    int threshold,
    Instant issued,
    List<X509Certificate> anchors,
    Optional<AnchorsEntry> previous) {

  public AnchorBundle {
    Objects.requireNonNull(source);
    Objects.requireNonNull(issued);
    Objects.requireNonNull(previous);
    anchors = List.copyOf(anchors);
    if (number < 1 || threshold < 1 || anchors.size() > TrustAnchors.MAX_CERTIFICATES) {
      throw new IllegalArgumentException("number, threshold or count out of range");
    }
    if (Set.copyOf(anchors).size() < anchors.size() || AnchorKey.of(anchors).size() < threshold) {
      throw new IllegalArgumentException("fewer different anchors or keys than the threshold");
    }
  }

  /** The same without one before, so that it starts a chain. */
  public AnchorBundle startingAnew() {
    return new AnchorBundle(source, number, threshold, issued, anchors, Optional.empty());
  }
}
