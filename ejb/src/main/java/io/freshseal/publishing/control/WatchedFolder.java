package io.freshseal.publishing.control;

import io.freshseal.publishing.control.ComponentFolders.Found;
import io.freshseal.publishing.entity.FolderStage;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StageOutcome.Refused;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stages the files that somebody puts into a folder, and publishes them where that is wanted. A
 * file is taken once its size and time are the same as at the scan before, so that one still being
 * written is left alone. It is taken once, until it changes; only what a later scan may find
 * repaired, such as a full disk, is tried again. For one thread at a time.
 */
public final class WatchedFolder {

  /** Refusals that stay as long as the file stays as it is. */
  private static final Set<StatusCode> FINAL =
      EnumSet.of(StatusCode.CONFLICT, StatusCode.ROLLBACK, StatusCode.TOO_LARGE);

  /** For how long what is whole waits for what still arrives beside it. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path folder;
  private final Source source;
  private Map<Path, Seen> seen = new HashMap<>();

  /** What was taken and is not known to be published, and since when there is any. */
  private final Map<ComponentId, ComponentVersion> taken = new HashMap<>();

  private Instant takenSince = Instant.MAX;

  private record Look(long size, FileTime modified) {}

  /** What a file looked like, and what became of it. */
  private record Seen(Look look, Optional<StageOutcome> outcome) {

    boolean isSettled() {
      return outcome.filter(o -> !(o instanceof Refused r) || FINAL.contains(r.code())).isPresent();
    }
  }

  /** Watches a folder, which need not be there yet. */
  public WatchedFolder(Path folder, Source source) {
    this.folder = folder;
    this.source = source;
  }

  /**
   * Looks once.
   *
   * @return what was newly staged or refused; a refusal that lasts is told once. What was staged or
   *     published before a restart is taken again and comes out as unchanged
   * @throws UncheckedIOException if the folder cannot be read
   */
  public List<FolderStage> scan(Instant now) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try {
      return scan(ComponentFolders.list(folder), now);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The watched folder " + folder + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private List<FolderStage> scan(List<Found> files, Instant now) throws IOException {
    // Older versions stay in the folder as history; the newest alone is to be offered.
    Map<ComponentId, Found> newest = new HashMap<>();
    files.forEach(found -> newest.put(found.request().id(), found));
    Map<Path, Seen> present = new HashMap<>();
    List<FolderStage> news = new ArrayList<>();
    for (Found found : newest.values()) {
      Optional<Look> look = look(found.file());
      if (look.isPresent()) {
        Seen before = seen.get(found.file());
        Seen after = visit(found, look.get(), before, now);
        present.put(found.file(), after);
        after
            .outcome()
            .filter(outcome -> before == null || !Optional.of(outcome).equals(before.outcome()))
            .ifPresent(outcome -> news.add(report(found, outcome)));
      }
    }
    seen = present;
    news.forEach(found -> remember(found, now));
    return news;
  }

  private void remember(FolderStage found, Instant now) {
    if (!(found.outcome() instanceof Refused)) {
      takenSince = taken.isEmpty() ? now : takenSince;
      taken.put(found.id(), found.version());
    }
  }

  /**
   * Publishes what scans have taken, all of it in one catalog, once nothing is arriving any more;
   * what was staged in another way goes on waiting. A file that never comes to rest holds the
   * others up for ten minutes. A refusal is tried again by the next call.
   */
  public PublishOutcome publish(Instant now) {
    boolean arriving = seen.values().stream().anyMatch(file -> file.outcome().isEmpty());
    if (taken.isEmpty() || (arriving && now.isBefore(takenSince.plus(PATIENCE)))) {
      return new PublishOutcome.Nothing();
    }
    PublishOutcome outcome =
        source.publish(entry -> entry.version().equals(taken.get(entry.id())), now);
    if (!(outcome instanceof PublishOutcome.Refused)) {
      taken.clear();
    }
    return outcome;
  }

  private Seen visit(Found found, Look look, Seen before, Instant now) {
    if (before == null || !look.equals(before.look())) {
      return new Seen(look, Optional.empty());
    }
    return before.isSettled() ? before : new Seen(look, Optional.of(take(found, now)));
  }

  private static FolderStage report(Found found, StageOutcome outcome) {
    ComponentVersion version = found.request().version();
    return new FolderStage(found.request().id(), version, outcome);
  }

  private static Optional<Look> look(Path file) throws IOException {
    try {
      return Optional.of(new Look(Files.size(file), Files.getLastModifiedTime(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private StageOutcome take(Found found, Instant now) {
    try (InputStream content = Files.newInputStream(found.file())) {
      return source.stage(found.request(), content, now);
    } catch (IOException e) {
      StorageException fault = StorageException.of(e, found.file());
      return new Refused(fault.code(), fault.sentence());
    }
  }
}
