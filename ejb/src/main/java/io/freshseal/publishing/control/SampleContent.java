package io.freshseal.publishing.control;

import io.freshseal.publishing.control.ComponentFolders.Found;
import io.freshseal.publishing.entity.SampleStep;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.vault.entity.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Plays a publisher at work, for a newcomer to watch: each step publishes the next version of one
 * component in rotation, every third step renews one signature file instead, and when all versions
 * are out only renewals are left. What is published already is seen from the source, so a restart
 * goes on where it stopped. For one thread at a time.
 */
public final class SampleContent {

  private static final int RENEW_EVERY = 3;

  private final List<Found> files;
  private final List<ComponentId> components;
  private final Source source;
  private int steps;
  private int nextToPublish;
  private int nextToRenew;

  private SampleContent(List<Found> files, Source source) {
    this.files = files;
    this.components = files.stream().map(f -> f.request().id()).distinct().toList();
    this.source = source;
  }

  /**
   * Reads which versions there are.
   *
   * @param folder {@code <id>/<version>/<file>} as for {@link WatchedFolder}
   * @throws IOException if the folder cannot be read
   */
  public static SampleContent of(Path folder, Source source) throws IOException {
    return new SampleContent(ComponentFolders.list(folder), source);
  }

  /** Whether every version is published, so that only renewals are left. */
  public boolean isAllPublished() {
    return components.stream().allMatch(id -> next(id).isEmpty());
  }

  /**
   * Does one step.
   *
   * @return empty if the folder holds nothing to show
   * @throws IOException if a sample file cannot be read
   */
  public Optional<SampleStep> step(Instant now) throws IOException {
    if (components.isEmpty()) {
      return Optional.empty();
    }
    steps++;
    boolean renews = isAllPublished() || (steps % RENEW_EVERY == 0 && !offered().isEmpty());
    return Optional.of(renews ? renew(now) : publish(now));
  }

  private SampleStep renew(Instant now) {
    List<ComponentId> offered = offered();
    ComponentId component = offered.get(nextToRenew++ % offered.size());
    return new SampleStep(component, Optional.empty(), source.renew(Optional.of(component), now));
  }

  private SampleStep publish(Instant now) throws IOException {
    Found found = nextInRotation();
    try (InputStream content = Files.newInputStream(found.file())) {
      StageOutcome staged = source.stage(found.request(), content, now);
      return new SampleStep(found.request().id(), Optional.of(staged), source.publish(now));
    }
  }

  private Found nextInRotation() {
    Optional<Found> next = Optional.empty();
    while (next.isEmpty()) {
      next = next(components.get(nextToPublish++ % components.size()));
    }
    return next.get();
  }

  private Optional<Found> next(ComponentId id) {
    return files.stream()
        .filter(f -> f.request().id().equals(id))
        .filter(f -> isAhead(f))
        .findFirst();
  }

  private boolean isAhead(Found file) {
    return source
        .snapshot()
        .flatMap(s -> s.find(file.request().id()))
        .filter(offered -> !offered.version().isOlderThan(file.request().version()))
        .isEmpty();
  }

  private List<ComponentId> offered() {
    Optional<Snapshot> snapshot = source.snapshot();
    return components.stream().filter(id -> snapshot.flatMap(s -> s.find(id)).isPresent()).toList();
  }
}
