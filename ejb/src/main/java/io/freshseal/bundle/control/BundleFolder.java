package io.freshseal.bundle.control;

import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.control.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder into which somebody puts bundles. One is taken once its size and time are the same as at
 * the scan before, the lowest sequence first, and once only until it changes, restarts included.
 * Nothing in the folder is changed: it may be a medium that cannot be written. For one thread at a
 * time.
 */
public final class BundleFolder {

  /** The most files that are looked at, and remembered. */
  public static final int MOST_FILES = 1_000;

  private static final System.Logger LOG = System.getLogger(BundleFolder.class.getName());
  // To look at a large bundle again and again costs; whoever cannot wait sends it by hand.
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern NAME = Pattern.compile("dsupdate_([0-9]{1,18})\\.zip");

  private final Path folder;
  private final Path memory;
  private final Map<String, Instant> again = new HashMap<>();
  private Set<String> before = Set.of();
  private Set<String> settled;

  /** A file and what it looks like. */
  private record Found(Path file, long sequence, String look) {}

  /**
   * Watches a folder, which need not be there yet.
   *
   * @param memory the file that keeps what was taken
   */
  public BundleFolder(Path folder, Path memory) {
    this.folder = folder;
    this.memory = memory;
  }

  /**
   * Looks once.
   *
   * @param take is offered at most one file; answers whether its fate is sealed, else it is offered
   *     again after a while
   * @throws StorageException if the folder cannot be read, or what was taken cannot be noted
   */
  public void scan(Instant now, Predicate<Path> take) throws StorageException {
    if (settled == null) {
      settled = remembered();
    }
    List<Found> files = files();
    Optional<Found> next =
        files.stream()
            .filter(each -> before.contains(each.look()) && !settled.contains(each.look()))
            .filter(each -> !now.isBefore(again.getOrDefault(each.look(), Instant.MIN)))
            .findFirst();
    before = looks(files);
    again.keySet().retainAll(before);
    next.ifPresent(each -> again.put(each.look(), now.plus(PAUSE)));
    if (next.isPresent() && take.test(next.get().file())) {
      Set<String> all = new LinkedHashSet<>(settled);
      all.retainAll(before);
      all.add(next.get().look());
      settled = all;
      write();
    }
  }

  private static Set<String> looks(List<Found> files) {
    Set<String> looks = new HashSet<>();
    files.forEach(each -> looks.add(each.look()));
    return looks;
  }

  private List<Found> files() throws StorageException {
    List<Found> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.limit(MOST_FILES).toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          found.add(new Found(file, Long.parseLong(name.group(1)), look(file)));
        }
      }
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
    found.sort(Comparator.comparingLong(Found::sequence));
    return found;
  }

  private static String look(Path file) throws IOException {
    return file.getFileName()
        + " "
        + Files.size(file)
        + " "
        + Files.getLastModifiedTime(file).toInstant();
  }

  private void write() throws StorageException {
    DurableFiles.createDirectories(memory.toAbsolutePath().getParent());
    DurableFiles.replace(
        memory,
        JsonBytes.write(
            json -> {
              json.writeStartObject().writeStartArray("taken");
              settled.forEach(json::write);
              json.writeEnd().writeEnd();
            }));
  }

  // What cannot be read is forgotten: to take a bundle again changes nothing.
  private Set<String> remembered() {
    if (!Files.exists(memory)) {
      return Set.of();
    }
    JsonList<String> taken = new JsonList<>(MOST_FILES, JsonCursor::text);
    try (InputStream in = Files.newInputStream(memory);
        JsonCursor cursor = new JsonCursor(BoundedInputStream.readAll(in, MAX_BYTES))) {
      cursor.fields(Map.of("taken", taken));
      return Set.copyOf(taken.items());
    } catch (IOException | MalformedJsonException e) {
      LOG.log(Level.WARNING, "{0} cannot be read: {1}", memory, e.getMessage());
      return Set.of();
    }
  }
}
