package io.freshseal.vault.control;

import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads again what a store holds, part by part, and tells which objects are no longer the bytes of
 * their names: a disk ages, and hands reach into folders. Reads only; where it stands is forgotten
 * with the process. Safe for threads, which take turns.
 */
public final class Scrub {

  private final Vault vault;
  private Optional<Sha256> last = Optional.empty();

  /** Makes a scrub that begins with the first object. */
  public Scrub(Vault vault) {
    this(vault, Optional.empty());
  }

  /** Makes one that goes on where another one stood, of the same store opened again. */
  public Scrub(Vault vault, Optional<Sha256> place) {
    this.vault = vault;
    this.last = place;
  }

  /** Where it stands: after this object; empty before the first. */
  public synchronized Optional<Sha256> place() {
    return last;
  }

  /**
   * What a part has found.
   *
   * @param objects how many were read
   * @param bytes how many bytes they have
   * @param unusable those that are missing or damaged
   * @param ended whether the last object has been read, so that the next part begins anew
   */
  public record Part(int objects, long bytes, Set<Sha256> unusable, boolean ended) {}

  /**
   * Reads on from where the last part ended, at least one object.
   *
   * @param mostBytes no object is begun after so many bytes
   * @throws StorageException if the disk refuses an object; the next part begins behind it
   */
  public synchronized Part next(long mostBytes) throws StorageException {
    NavigableSet<Sha256> named = new TreeSet<>(vault.named());
    NavigableSet<Sha256> rest = last.map(done -> named.tailSet(done, false)).orElse(named);
    Set<Sha256> unusable = new HashSet<>();
    int objects = 0;
    long bytes = 0;
    for (Sha256 digest : rest) {
      if (objects > 0 && bytes >= mostBytes) {
        return new Part(objects, bytes, unusable, false);
      }
      // Stood at before it is read: one that the disk will not give up is passed the next time.
      last = Optional.of(digest);
      bytes += size(digest);
      if (!vault.objects().verify(digest)) {
        unusable.add(digest);
      }
      objects++;
    }
    last = Optional.empty();
    return new Part(objects, bytes, unusable, true);
  }

  /** Reads everything, from the first object to the last. */
  public synchronized Part whole() throws StorageException {
    last = Optional.empty();
    return next(Long.MAX_VALUE);
  }

  private long size(Sha256 digest) throws StorageException {
    Optional<Path> file = vault.objects().find(digest);
    if (file.isEmpty()) {
      return 0;
    }
    try {
      return Files.size(file.get());
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw StorageException.of(e, file.get());
    }
  }
}
