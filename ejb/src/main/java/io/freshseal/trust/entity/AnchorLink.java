package io.freshseal.trust.entity;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.shared.entity.Sha256;
import java.util.List;
import java.util.Objects;

/**
 * A bundle of trust anchors with the signatures that lead to it from the bundle before.
 *
 * @param signed the bundle's JSON, byte for byte as it was signed; not copied, must not be changed
 * @param signatures detached CMS files over {@code signed}; nothing is believed of them here
 * @param file the whole link file; not copied, must not be changed
 */
public record AnchorLink(AnchorBundle bundle, byte[] signed, List<byte[]> signatures, byte[] file) {

  public AnchorLink {
    Objects.requireNonNull(bundle);
    Objects.requireNonNull(signed);
    Objects.requireNonNull(file);
    signatures = List.copyOf(signatures);
  }

  /**
   * The bundle's name, by which the next one refers to it. Signatures are no part of it: anyone may
   * write them in another order or form, and that must not break the chain.
   */
  public AnchorsEntry bundleName() {
    return new AnchorsEntry(bundle.number(), Sha256.of(signed), signed.length);
  }

  /** The file's name as an object, by which a catalog refers to it. */
  public AnchorsEntry fileName() {
    return new AnchorsEntry(bundle.number(), Sha256.of(file), file.length);
  }

  /** The bundle's anchors, ready to judge with. */
  public TrustAnchors anchors() {
    return TrustAnchors.of(bundle);
  }
}
