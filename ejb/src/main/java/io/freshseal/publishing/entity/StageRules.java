package io.freshseal.publishing.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.publishing.entity.StageOutcome.Refused;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.ComponentMemory;
import java.util.Optional;

/**
 * What may be staged beside what was published and what is staged already: versions go up, and one
 * version has one content for ever.
 *
 * @param published what was ever published
 * @param offered the component's entry in the present catalog
 * @param staged what waits of the component
 */
public record StageRules(
    Optional<ComponentMemory> published,
    Optional<CatalogEntry> offered,
    Optional<StagedComponent> staged) {

  /** The rules for one component. */
  public static StageRules of(
      ComponentId id,
      Optional<CatalogMemory> memory,
      Optional<CatalogEntry> offered,
      Optional<StagedComponent> staged) {
    return new StageRules(memory.flatMap(m -> m.component(id)), offered, staged);
  }

  /** Refuses {@code ROLLBACK} before a byte of content is read. */
  public Optional<Refused> refuses(ComponentVersion version) {
    Optional<ComponentVersion> newest =
        published
            .map(ComponentMemory::version)
            .filter(version::isOlderThan)
            .or(
                () ->
                    staged
                        .map(waiting -> waiting.entry().version())
                        .filter(waiting -> isNeitherPublishedNorNewer(version, waiting)));
    return newest.map(
        newer ->
            new Refused(
                StatusCode.ROLLBACK,
                Sentence.of(PublishingSentence.OLDER_VERSION, version, newer)));
  }

  private boolean isNeitherPublishedNorNewer(ComponentVersion version, ComponentVersion waiting) {
    return version.isOlderThan(waiting)
        && published.filter(p -> p.version().equals(version)).isEmpty();
  }

  /** Refuses {@code CONFLICT}: other bytes, kind or platform under a version that is here. */
  public Optional<Refused> refuses(StageRequest request, Sha256 content) {
    boolean otherContent =
        published
                .filter(p -> p.version().equals(request.version()))
                .filter(p -> !p.content().equals(content))
                .isPresent()
            || sameVersion(request).filter(e -> !e.sha256().equals(content)).isPresent();
    boolean otherNature =
        sameVersion(request)
            .filter(e -> e.kind() != request.kind() || !e.platform().equals(request.platform()))
            .isPresent();
    if (!otherContent && !otherNature) {
      return Optional.empty();
    }
    return Optional.of(
        new Refused(
            StatusCode.CONFLICT,
            Sentence.of(
                otherContent
                    ? PublishingSentence.OTHER_CONTENT
                    : PublishingSentence.OTHER_KIND_OR_PLATFORM,
                request.version(),
                request.id())));
  }

  /** The entry that already says what is asked for; empty if there is none. */
  public Optional<CatalogEntry> already(StageRequest request) {
    return sameVersion(request);
  }

  private Optional<CatalogEntry> sameVersion(StageRequest request) {
    return offered
        .filter(e -> e.version().equals(request.version()))
        .or(
            () ->
                staged
                    .map(StagedComponent::entry)
                    .filter(e -> e.version().equals(request.version())));
  }

  /** The serial for the first or next signature file of the version. */
  public long nextSerial(ComponentVersion version) {
    return published.filter(p -> p.version().equals(version)).map(p -> p.serial() + 1).orElse(1L);
  }
}
