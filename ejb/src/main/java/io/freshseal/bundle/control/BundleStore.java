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
 */
public record BundleStore(Vault vault, LongFunction<Optional<byte[]>> links) {

  public BundleStore {
    Objects.requireNonNull(vault);
    Objects.requireNonNull(links);
  }

  /** A store that keeps its links itself. */
  public static BundleStore of(Vault vault) {
    return new BundleStore(vault, number -> vault.anchors().link(number).map(AnchorLink::file));
  }
}
