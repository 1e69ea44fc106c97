package io.freshseal.vault.control;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.vault.control.AnchorStore.Grown;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of an {@link AnchorStore}: one for each link, named by the digest of its bundle, and
 * {@code newest.json} that says which link is the newest. Each link names the one before it, so
 * links of another chain do no harm; whoever is not on the chain is not found.
 */
final class AnchorFiles {

  private static final int MAX_BYTES = 4096;

  private final Path folder;
  private final Path newest;

  AnchorFiles(Path folder) {
    this.folder = folder;
    this.newest = folder.resolve("newest.json");
  }

  /**
   * What was forced last.
   *
   * @param grown empty if there is nothing, or nothing that can be read
   * @param damaged whether there is something, and nothing that can be read
   */
  record Found(Optional<Grown> grown, boolean damaged) {}

  Found read() throws StorageException {
    Optional<Grown> grown = read(newest, MAX_BYTES).flatMap(this::parse);
    return new Found(grown, grown.isEmpty() && Files.exists(newest));
  }

  private Optional<Grown> parse(byte[] json) {
    try (JsonCursor cursor = new JsonCursor(json)) {
      JsonFields fields = cursor.fields();
      AnchorsEntry base = entry(fields.object("base"));
      return link(entry(fields.object("newest"))).map(link -> new Grown(base, link));
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  /** Removes what an interrupted write left. */
  void recover() throws StorageException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(folder, "*" + DurableFiles.TEMPORARY_SUFFIX)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }

  private static AnchorsEntry entry(JsonFields fields) throws MalformedJsonException {
    return new AnchorsEntry(
        fields.number("number", 1, Long.MAX_VALUE),
        fields.value("sha256", Sha256::parse),
        fields.number("size", 1, AnchorLinkJson.MAX_BYTES));
  }

  /** Names the newest link, which was written before. */
  void write(Grown next) throws StorageException {
    byte[] json =
        JsonBytes.write(
            out -> {
              out.writeStartObject();
              write("base", next.base(), out);
              write("newest", next.newest().bundleName(), out);
              out.writeEnd();
            });
    DurableFiles.replace(newest, json);
  }

  private static void write(String name, AnchorsEntry entry, JsonGenerator out) {
    out.writeStartObject(name)
        .write("number", entry.number())
        .write("sha256", entry.sha256().hex())
        .write("size", entry.size())
        .writeEnd();
  }

  void write(AnchorLink link) throws StorageException {
    DurableFiles.createDirectories(folder);
    DurableFiles.replace(file(link.bundleName()), link.file());
  }

  private Path file(AnchorsEntry bundle) {
    return folder.resolve(bundle.sha256().hex() + ".json");
  }

  /** Follows the chain back to a number. */
  Optional<AnchorLink> find(AnchorLink from, long number) {
    Optional<AnchorLink> at = Optional.of(from);
    while (at.isPresent() && at.get().bundle().number() > number) {
      at = before(at.get());
    }
    return at.filter(link -> link.bundle().number() == number);
  }

  /** Follows the chain back as far as it is held. */
  AnchorLink earliest(AnchorLink from) {
    AnchorLink earliest = from;
    for (Optional<AnchorLink> at = before(from); at.isPresent(); at = before(at.get())) {
      earliest = at.get();
    }
    return earliest;
  }

  private Optional<AnchorLink> before(AnchorLink link) {
    return link.bundle().previous().flatMap(this::link);
  }

  // A file that is damaged is as good as missing: it is fetched anew where others need it.
  private Optional<AnchorLink> link(AnchorsEntry bundle) {
    try {
      return read(file(bundle), AnchorLinkJson.MAX_BYTES)
          .flatMap(bytes -> AnchorLinkJson.parse(bytes).toOptional())
          .filter(link -> link.bundleName().equals(bundle));
    } catch (StorageException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> read(Path file, long bound) throws StorageException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(BoundedInputStream.readAll(in, bound));
    } catch (TooLargeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }
}
