package io.freshseal.bundle.control;

import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.vault.control.Vault;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What a bundle is made of.
 *
 * @param links the files of the chain of trust anchors, by number: a relay keeps them in its store,
 *     a source beside its keys
 * @param keeper keeps objects while they are read
 */
public record BundleStore(Vault vault, LongFunction<Optional<byte[]>> links, ObjectKeeper keeper) {

  public BundleStore {
    Objects.requireNonNull(vault);
    Objects.requireNonNull(links);
    Objects.requireNonNull(keeper);
  }

  /** A store that drops nothing of what it serves. */
  public BundleStore(Vault vault, LongFunction<Optional<byte[]>> links) {
    this(vault, links, ObjectKeeper.NONE);
  }

  /** The same, whose objects are kept by somebody. */
  public BundleStore keptBy(ObjectKeeper other) {
    return new BundleStore(vault, links, other);
  }

  /** A store that keeps its links itself. */
  public static BundleStore of(Vault vault) {
    return new BundleStore(vault, number -> vault.anchors().link(number).map(AnchorLink::file));
  }
}
