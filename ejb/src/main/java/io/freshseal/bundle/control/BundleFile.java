package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.MadeBundle;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Writes bundles into a folder: under another name first, and under its own when it is whole and
 * forced. A kill leaves no half bundle that somebody could carry away.
 */
public final class BundleFile {

  private static final String UNFINISHED = ".part";

  private BundleFile() {}

  /**
   * Writes a planned bundle; one of that name is replaced.
   *
   * @param folder made if it is missing
   * @param progress as {@link BundleWriting#write}
   * @throws StorageException if the disk refuses; no unfinished file stays
   */
  public static MadeBundle write(Vault vault, BundlePlan plan, Path folder, LongConsumer progress)
      throws StorageException {
    DurableFiles.createDirectories(folder);
    Path target = folder.resolve(plan.fileName());
    Path unfinished = folder.resolve(plan.fileName() + UNFINISHED);
    try {
      MadeBundle made = write(vault, plan, progress, unfinished);
      DurableFiles.moveForced(unfinished, target);
      return made;
    } catch (IOException e) {
      deleteQuietly(unfinished);
      throw StorageException.of(e, target);
    }
  }

  private static MadeBundle write(
      Vault vault, BundlePlan plan, LongConsumer progress, Path unfinished) throws IOException {
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      return new BundleWriting(vault).write(plan, out, progress);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The fault that led here is the one to tell.
      return;
    }
  }
}
