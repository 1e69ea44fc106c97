package io.freshseal.bundle.control;

import io.freshseal.bundle.control.zip.ZipArchive;
import io.freshseal.bundle.control.zip.ZipItem;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.MadeBundle;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Writes bundles into a folder: under another name first, and under its own when it is whole and
 * forced. A kill leaves no half bundle that somebody could carry away.
 */
public final class BundleFile {

  private static final String UNFINISHED = ".part";

  // Whoever writes one writes on and on; one that has been left alone for so long is a dead one's.
  private static final Duration ABANDONED = Duration.ofHours(1);

  private BundleFile() {}

  /**
   * Writes a planned bundle; one of that name is replaced. Sweeps up what a kill has left of
   * others.
   *
   * @param folder made if it is missing
   * @param progress as {@link BundleWriting#write}
   * @throws StorageException if the disk refuses; no unfinished file stays
   */
  public static MadeBundle write(
      BundleStore store, BundlePlan plan, Path folder, LongConsumer progress)
      throws StorageException {
    DurableFiles.createDirectories(folder);
    Path target = folder.resolve(plan.fileName());
    Path unfinished = folder.resolve(plan.fileName() + UNFINISHED);
    try {
      MadeBundle made = write(store, plan, progress, unfinished);
      DurableFiles.moveForced(unfinished, target);
      return made;
    } catch (IOException e) {
      deleteQuietly(unfinished);
      throw StorageException.of(e, target);
    }
  }

  /**
   * The objects that an earlier bundle has carried, so that the next one can leave them out. Only
   * its form is looked at: like a request list, what it says is not believed.
   *
   * @return refused with {@code BAD_BUNDLE} if it is none
   * @throws IOException if the file cannot be read
   */
  public static Outcome<Set<Sha256>> objects(Path bundle) throws IOException {
    Outcome<ZipArchive> opened = ZipArchive.open(bundle);
    if (opened instanceof Outcome.Refused<ZipArchive> no) {
      return new Outcome.Refused<>(no.code(), no.sentence());
    }
    try (ZipArchive archive = ((Outcome.Done<ZipArchive>) opened).value()) {
      Set<Sha256> objects = new HashSet<>();
      for (String name : archive.names()) {
        archive.find(name).flatMap(ZipItem::digest).ifPresent(objects::add);
      }
      return Outcome.done(objects);
    }
  }

  private static MadeBundle write(
      BundleStore store, BundlePlan plan, LongConsumer progress, Path unfinished)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      sweep(unfinished);
      return new BundleWriting(store).write(plan, out, progress);
    }
  }

  // Compares times of files alone: the medium's clock may be another one.
  private static void sweep(Path own) throws IOException {
    Instant limit = Files.getLastModifiedTime(own).toInstant().minus(ABANDONED);
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(own.getParent(), "dsupdate_*.zip" + UNFINISHED)) {
      for (Path each : all) {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(limit)) {
          deleteQuietly(each);
        }
      }
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
