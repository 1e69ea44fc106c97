package io.freshseal.replication.control.relay;

import io.freshseal.delta.control.DeltaEncoder;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * What makes a catalog out of the one before it, as the product makes and serves it.
 *
 * @param held digest of the one before
 * @param file of the delta
 * @param digest of the delta, which is its entity tag
 */
record CatalogDelta(Sha256 held, Path file, Sha256 digest) {

  // As the product: a longer one is not worth its keep.
  private static final int MOST_PERCENT = 60;

  /** Makes it; empty if it is hardly shorter than the catalog. */
  static Optional<CatalogDelta> make(Path old, Sha256 held, Path wanted, Path file)
      throws IOException {
    long most = Files.size(wanted) * MOST_PERCENT / 100;
    if (!DeltaEncoder.load().write(old, held, wanted, file, most) || Files.size(file) > most) {
      return Optional.empty();
    }
    return Optional.of(new CatalogDelta(held, file, Sha256.of(Files.readAllBytes(file))));
  }

  /** Whether it is of use to who sends this as {@code Available-Dictionary}. */
  boolean fits(String dictionary) {
    return (":" + Base64.getEncoder().encodeToString(held.bytes()) + ":").equals(dictionary);
  }
}
