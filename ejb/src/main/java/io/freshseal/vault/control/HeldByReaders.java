package io.freshseal.vault.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When readers last said that they hold a content, by its digest. Remembers a bounded number of
 * them, and in a file over a restart. Losing it costs bytes, nothing else. Safe for threads.
 */
public final class HeldByReaders {

  /** Beyond, whoever was silent longest is forgotten. */
  static final int MOST = 1000;

  private static final int LONGEST_FILE = MOST * 100;

  private final Path file;
  private final Map<Sha256, Instant> seen = new LinkedHashMap<>(16, 0.75f, true);
  private boolean changed;

  /** Goes on with what a file says; one that cannot be read says nothing. */
  public HeldByReaders(Path file) {
    this.file = file;
    try (Stream<String> lines = Files.lines(file, UTF_8)) {
      if (Files.size(file) <= LONGEST_FILE) {
        lines.forEach(this::read);
      }
    } catch (IOException | RuntimeException e) {
      // Readers will say it again.
      seen.clear();
    }
  }

  private void read(String line) {
    Optional<Sha256> digest = Sha256.parse(line.substring(0, line.indexOf(' ')));
    digest.ifPresent(
        known -> put(known, Instant.ofEpochSecond(Long.parseLong(line.split(" ", 2)[1]))));
  }

  /**
   * Hears that a reader holds it.
   *
   * @return whether that is new
   */
  public synchronized boolean see(Sha256 held, Instant now) {
    changed = true;
    return put(held, now);
  }

  private boolean put(Sha256 held, Instant when) {
    boolean added = seen.put(held, when) == null;
    if (seen.size() > MOST) {
      seen.remove(seen.keySet().iterator().next());
    }
    return added;
  }

  /** Forgets what nobody has said since, and answers the rest. */
  public synchronized Set<Sha256> since(Instant limit) {
    changed |= seen.values().removeIf(when -> when.isBefore(limit));
    return Set.copyOf(seen.keySet());
  }

  /**
   * Writes the file, if there is anything new.
   *
   * @throws StorageException if the disk refuses
   */
  public synchronized void save() throws StorageException {
    if (changed) {
      String lines =
          seen.entrySet().stream()
              .map(one -> one.getKey().hex() + " " + one.getValue().getEpochSecond())
              .collect(Collectors.joining("\n"));
      DurableFiles.replace(file, lines.getBytes(UTF_8));
      changed = false;
    }
  }
}
