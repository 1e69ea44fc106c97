package io.freshseal.agent.entity;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.AnchorPoint;
import java.util.Objects;
import java.util.Optional;

/**
 * Trust anchors that a command went on to, along the chain of bundles.
 *
 * @param before the number judged by until then; 0 for a PEM file that does not say
 * @param digest of the bundle that was signed, to be compared with what the operator of the source
 *     says
 * @param certificates how many anchors there are now
 */
public record AdoptedAnchors(long before, long number, Sha256 digest, int certificates) {

  public AdoptedAnchors {
    Objects.requireNonNull(digest);
  }

  /** What lies between two points of a chain; empty if the later one is not further. */
  public static Optional<AdoptedAnchors> between(AnchorPoint before, AnchorPoint after) {
    return after
        .bundle()
        .filter(bundle -> after.number() > before.number())
        .map(
            bundle ->
                new AdoptedAnchors(
                    before.number(),
                    after.number(),
                    bundle.sha256(),
                    after.anchors().certificates().size()));
  }
}
