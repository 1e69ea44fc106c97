package io.freshseal.trust.entity;

import io.freshseal.catalog.entity.AnchorsEntry;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a machine stands on the chain of anchor bundles.
 *
 * @param anchors what it judges with
 * @param bundle the exact bundle; empty as long as only an operator's PEM file is known
 */
public record AnchorPoint(TrustAnchors anchors, Optional<AnchorsEntry> bundle) {

  public AnchorPoint {
    Objects.requireNonNull(anchors);
    Objects.requireNonNull(bundle);
  }

  /** The point at which a PEM file puts a machine. */
  public static AnchorPoint of(TrustAnchors anchors) {
    return new AnchorPoint(anchors, Optional.empty());
  }

  /** The point that a link leads to. */
  public static AnchorPoint of(AnchorLink link) {
    return new AnchorPoint(link.anchors(), Optional.of(link.bundleName()));
  }

  /** The number of the bundle; 0 for a PEM file that does not say. */
  public long number() {
    return anchors.number();
  }

  /** Tells whether the link's bundle is the one that this machine stands at. */
  public boolean isAt(AnchorLink link) {
    return bundle.isPresent()
        ? bundle.get().equals(link.bundleName())
        : anchors.isSameAs(link.anchors());
  }
}
