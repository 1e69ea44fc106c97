package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.bundle.entity.RequestList;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The bundles that were made here, each in a folder of its own. What is written last makes it one:
 * a folder without its description is what a kill has left, and goes with the next start.
 */
final class KeptBundles {

  private static final System.Logger LOG = System.getLogger(KeptBundles.class.getName());
  private static final String DESCRIPTION = "bundle.json";
  private static final String CARRIED = "request.json";

  private final Path folder;

  /** Makes it of a folder, which need not be there yet. */
  KeptBundles(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads what is kept, the newest first, and sweeps up what a kill has left.
   *
   * @throws StorageException if the disk refuses
   */
  List<BundleMaking> open() throws StorageException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> folders = all.toList();
      for (Path each : folders) {
        if (isOurs(each) && described(each).isEmpty()) {
          sweep(each);
        }
      }
      return folders.stream()
          .flatMap(each -> described(each).stream())
          .sorted(Comparator.comparing(BundleMaking::started).reversed())
          .toList();
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }

  // Somebody may have put something else there; and what cannot be deleted is no reason to stop.
  private static boolean isOurs(Path place) {
    return JsonFields.parseUuid(place.getFileName().toString()).isPresent()
        && Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
  }

  private static void sweep(Path place) {
    try {
      delete(place);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "what is left of a bundle cannot be deleted: {0}", e.getMessage());
    }
  }

  /** Why there is no room for so many bytes; empty if there is. */
  Optional<Sentence> refuses(long bytes) {
    return BundleRoom.refuses(folder, bytes);
  }

  /** The folder in which a bundle is written. */
  Path place(UUID id) {
    return folder.resolve(id.toString());
  }

  /** The file of a bundle that is made. */
  Path file(BundleMaking made) {
    return place(made.id()).resolve(made.facts().fileName());
  }

  /** Makes a written file one that is kept; forced when this returns. */
  void keep(BundleMaking made, RequestList carried) throws StorageException {
    Path place = place(made.id());
    DurableFiles.replace(place.resolve(CARRIED), RequestListJson.write(carried));
    DurableFiles.replace(place.resolve(DESCRIPTION), KeptBundleJson.write(made));
  }

  /** What the other side holds once it has taken this bundle in. */
  Optional<RequestList> carried(BundleMaking made) {
    return read(place(made.id()).resolve(CARRIED), RequestListJson.MAX_BYTES)
        .flatMap(bytes -> RequestListJson.parse(bytes).fold(Optional::of, no -> Optional.empty()));
  }

  /** Deletes a bundle; a kill in between leaves what the next start sweeps up. */
  void delete(UUID id) throws StorageException {
    delete(place(id));
  }

  private static void delete(Path place) throws StorageException {
    try {
      Files.deleteIfExists(place.resolve(DESCRIPTION));
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          for (Path file : files.toList()) {
            Files.deleteIfExists(file);
          }
        }
      }
      Files.deleteIfExists(place);
    } catch (IOException e) {
      throw StorageException.of(e, place);
    }
  }

  // A copied or renamed folder is none: the id of the description counts.
  private static Optional<BundleMaking> described(Path place) {
    return read(place.resolve(DESCRIPTION), KeptBundleJson.MAX_BYTES)
        .flatMap(KeptBundleJson::read)
        .filter(made -> place.getFileName().toString().equals(made.id().toString()))
        .filter(made -> isWhole(place.resolve(made.facts().fileName()), made));
  }

  private static boolean isWhole(Path file, BundleMaking made) {
    try {
      return Files.size(file) == made.file().orElseThrow().bytes();
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<byte[]> read(Path file, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(BoundedInputStream.readAll(in, most));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
