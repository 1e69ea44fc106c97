package io.freshseal.vault.entity;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a store is, and where it remembers a second time what guards against rollback.
 *
 * @param store the folder of objects and state
 * @param memory the folder of the second copy, which belongs to this store alone
 */
public record StorePlaces(Path store, Path memory) {

  public StorePlaces {
    Objects.requireNonNull(store);
    Objects.requireNonNull(memory);
  }

  /** A store whose second copy is in a folder of its own below it, {@code memory}. */
  public static StorePlaces in(Path folder) {
    return new StorePlaces(folder, folder.resolve("memory"));
  }
}
