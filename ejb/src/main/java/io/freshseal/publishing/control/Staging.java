package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.publishing.entity.DueRules;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StageOutcome.Refused;
import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.publishing.entity.StageRules;
import io.freshseal.publishing.entity.StagedComponent;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.vault.control.StagedObject;
import io.freshseal.vault.control.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What waits for the next publish: decides, signs, records. For one thread at a time. */
final class Staging {

  private final Vault vault;
  private final SigningDesk desk;
  private final StagedFolder folder;

  Staging(Vault vault, SigningDesk desk, StagedFolder folder) {
    this.vault = vault;
    this.desk = desk;
    this.folder = folder;
  }

  /** Refuses a version before its content is read. */
  Optional<Refused> refuses(StageRequest request, SourceSettings settings) throws StorageException {
    return rules(request.id(), settings).refuses(request.version());
  }

  /** Stages content that has arrived whole. A kill before the record is written leaves nothing. */
  StageOutcome stage(
      StageRequest request, StagedObject content, SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    StageRules rules = rules(request.id(), settings);
    Optional<Refused> refusal =
        rules.refuses(request.version()).or(() -> rules.refuses(request, content.sha256()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<CatalogEntry> already = rules.already(request);
    if (already.isPresent()) {
      return new StageOutcome.Unchanged(new StagedComponent(already.get(), now));
    }
    content.admit();
    ExpectedSignature what =
        new ExpectedSignature(request.id(), request.version(), content.sha256());
    SignatureEntry signature =
        desk.sign(
            desk.componentSigner(settings, now), what, rules.nextSerial(request.version()), now);
    StagedComponent staged =
        new StagedComponent(
            new CatalogEntry(
                request.id(),
                request.kind(),
                request.platform(),
                request.version(),
                content.size(),
                content.sha256(),
                signature),
            now);
    folder.write(staged);
    return new StageOutcome.Staged(staged);
  }

  private StageRules rules(ComponentId id, SourceSettings settings) throws StorageException {
    return StageRules.of(
        id, memory(settings), vault.state().find(id), folder.find(id).filter(this::isWhole));
  }

  private Optional<CatalogMemory> memory(SourceSettings settings) {
    return vault.state().memory(settings.name());
  }

  /** What really waits; a record whose bytes are gone, or that is published by now, is none. */
  List<StagedComponent> waiting() throws StorageException {
    return folder.all().stream().filter(this::isWhole).filter(this::isNews).toList();
  }

  private boolean isWhole(StagedComponent staged) {
    CatalogEntry entry = staged.entry();
    return vault.objects().holds(entry.sha256(), entry.size())
        && vault.objects().holds(entry.signature().sha256(), entry.signature().size());
  }

  private boolean isNews(StagedComponent staged) {
    return vault
        .state()
        .find(staged.entry().id())
        .filter(offered -> !offered.version().isOlderThan(staged.entry().version()))
        .isEmpty();
  }

  /** The entries to publish of those meant; one that aged while it waited is signed anew. */
  List<CatalogEntry> ready(Predicate<CatalogEntry> meant, SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    List<CatalogEntry> ready = new ArrayList<>();
    List<CatalogEntry> entries =
        waiting().stream().map(StagedComponent::entry).filter(meant).toList();
    for (CatalogEntry entry : entries) {
      ExpectedSignature what = new ExpectedSignature(entry.id(), entry.version(), entry.sha256());
      boolean aged =
          DueRules.isDue(entry, settings.validity().effectiveRenewBefore(), now)
              || !desk.isGood(entry.signature(), what, now);
      ready.add(
          aged
              ? entry.withSignature(
                  desk.sign(
                      desk.componentSigner(settings, now), what, entry.signature().serial(), now))
              : entry);
    }
    return ready;
  }

  /** Forgets the records of what is published. */
  void forgetPublished() throws StorageException {
    for (StagedComponent staged : folder.all()) {
      if (!isNews(staged)) {
        folder.remove(staged.entry().id());
      }
    }
  }
}
