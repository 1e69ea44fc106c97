package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.StorageException;
import java.time.Instant;
import java.util.Optional;

/** Something that may put out a catalog. */
@FunctionalInterface
interface SourceWork {

  /** Does it; empty if there was nothing to put out. */
  Optional<Catalog> run(SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException;
}
