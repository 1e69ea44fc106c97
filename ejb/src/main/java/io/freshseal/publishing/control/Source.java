package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.publishing.entity.EpochOrder;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishOutcome.Nothing;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.publishing.entity.StagedComponent;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.RevocationLedger;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustedTime;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import io.freshseal.vault.control.StagedObject;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.LastVersions;
import io.freshseal.vault.entity.Recovery;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An update source: what it offers, what waits to be offered, and the keys it signs with, all in
 * one folder. Content streams in beside other work; all else is done one after the other. Refusals
 * and faults of the disk are outcomes, never exceptions. May be used by any number of threads.
 */
public final class Source implements AutoCloseable {

  private final Vault vault;
  private final SigningDesk desk;
  private final Staging staging;
  private final CatalogPublisher publisher;
  private final Renewal renewal;
  private final Epochs epochs;
  private final SourceRevocations revocations;
  private final SourceAuthorities authorities;
  private final Supplier<SourceSettings> settings;
  private final SourceTimestamps timestamps;

  private Source(Path folder, Vault vault, SourceKeys all, Supplier<SourceSettings> s)
      throws IOException {
    Authorities keys = all.authorities();
    this.timestamps = all.cosigners().timestamps();
    this.vault = vault;
    this.settings = s;
    this.desk = new SigningDesk(keys, all.cosigners().all(), vault.objects());
    this.staging = new Staging(vault, desk, new StagedFolder(folder.resolve("staged")));
    RevocationDesk lists = new RevocationDesk(keys, RevocationLedger.open(keys.folder()), vault);
    desk.heed(lists.offered());
    this.publisher = new CatalogPublisher(vault, keys, desk, lists);
    this.renewal = new Renewal(vault, desk, lists, publisher);
    this.revocations = new SourceRevocations(this, lists, renewal);
    this.epochs = new Epochs(vault, desk, publisher);
    this.authorities = new SourceAuthorities(this, keys, renewal, publisher);
    staging.forgetPublished();
    desk.showAnchors();
  }

  /**
   * Opens a source, or makes a new one with its own authority. Refuses {@code BAD_REQUEST} if the
   * settings name a key store that cannot be used.
   *
   * @param settings asked anew for every piece of work, since they may change at run time
   * @throws IOException if the disk refuses, or another process has the folder
   */
  public static Verdict<Source> open(
      StorePlaces places, Clock clock, Supplier<SourceSettings> settings) throws IOException {
    Path folder = places.store();
    Vault vault = Vault.open(places, clock);
    try {
      Verdict<SourceKeys> keys =
          SourceKeys.open(folder.resolve("keys"), settings.get(), clock.instant());
      if (keys instanceof Rejected<SourceKeys> refused) {
        vault.close();
        return Verdict.reject(refused.reason(), refused.evidence());
      }
      return Verdict.accept(new Source(folder, vault, keys.toOptional().orElseThrow(), settings));
    } catch (IOException | RuntimeException e) {
      vault.close();
      throw e;
    }
  }

  /** What opening the store had to put right. */
  public Recovery recovery() {
    return vault.recovery();
  }

  /** What is offered; empty before the first publish. */
  public Optional<Snapshot> snapshot() {
    return vault.snapshot();
  }

  /** Calls this, which returns at once, whenever another catalog is offered. */
  public void whenSwitched(Runnable listener) {
    vault.whenSwitched(listener);
  }

  /** The file of an object; read-only. */
  public Optional<Path> find(Sha256 digest) {
    return vault.objects().find(digest);
  }

  /** Lets somebody read the store. */
  public <T> T look(SourceLook<T> look) throws StorageException {
    return look.at(vault, anchors());
  }

  /** What of its certificates is revoked, and revoking more. */
  public SourceRevocations revocations() {
    return revocations;
  }

  /** Who vouches for the time of its signatures. */
  public SourceTimestamps timestamps() {
    return timestamps;
  }

  /** Whose keys sign. */
  public SourceAuthorities authorities() {
    return authorities;
  }

  /** What a reader of what is offered now judges by. */
  public synchronized JudgeContext reader(Instant now) {
    return desk.reader(settings.get(), now);
  }

  /** The anchors that everything signed here can be judged with. */
  public TrustAnchors anchors() {
    return desk.anchors();
  }

  /**
   * Stages and signs a component version; it is offered by the next {@link #publish}.
   *
   * @param content read to its end unless refused before, never buffered; not closed
   * @throws IOException if the content itself cannot be read; nothing is kept
   */
  public StageOutcome stage(StageRequest request, InputStream content, Instant now)
      throws IOException {
    SourceSettings current = settings.get();
    try {
      Optional<StageOutcome.Refused> early = refusedEarly(request, current);
      if (early.isPresent()) {
        return early.get();
      }
      try (StagedObject arrived =
          vault.objects().stage(content, current.intake().maxSize().bytes())) {
        return stage(request, arrived, now);
      }
    } catch (TooLargeException e) {
      return StageOutcome.tooLarge(e.bound());
    } catch (StorageException e) {
      return new StageOutcome.Refused(e.code(), e.sentence());
    } catch (SigningRefusedException e) {
      return new StageOutcome.Refused(e.code(), e.sentence());
    }
  }

  private synchronized Optional<StageOutcome.Refused> refusedEarly(
      StageRequest request, SourceSettings current) throws StorageException {
    return staging.refuses(request, current);
  }

  private synchronized StageOutcome stage(StageRequest request, StagedObject arrived, Instant now)
      throws StorageException, SigningRefusedException {
    Verdict<Instant> time = time(now);
    if (time instanceof Rejected<Instant> refused) {
      return new StageOutcome.Refused(refused.reason(), refused.evidence().sentence());
    }
    return staging.stage(request, arrived, settings.get(), time.toOptional().orElseThrow());
  }

  /** What waits for the next publish, sorted by component. */
  public synchronized List<StagedComponent> staged() throws StorageException {
    return staging.waiting();
  }

  /** Puts out a new catalog with everything that is staged; nothing staged: no new sequence. */
  public PublishOutcome publish(Instant now) {
    return publish(entry -> true, now);
  }

  /** Puts out a new catalog with those of the staged that are meant; the others go on waiting. */
  public PublishOutcome publish(Predicate<CatalogEntry> meant, Instant now) {
    return work(now, (current, at) -> publishStaged(meant, current, at));
  }

  private Optional<Catalog> publishStaged(
      Predicate<CatalogEntry> meant, SourceSettings current, Instant now)
      throws StorageException, SigningRefusedException {
    List<CatalogEntry> ready = staging.ready(meant, current, now);
    if (ready.isEmpty()) {
      return Optional.empty();
    }
    Map<ComponentId, CatalogEntry> components = new HashMap<>();
    vault.state().held().forEach(entry -> components.put(entry.id(), entry));
    ready.forEach(entry -> components.put(entry.id(), entry));
    return Optional.of(publisher.publish(new ArrayList<>(components.values()), current, now));
  }

  /**
   * Signs one component or all anew, contents untouched, and publishes that alone. Refuses {@code
   * NOT_FOUND} for a component that is not offered.
   */
  public PublishOutcome renew(Optional<ComponentId> component, Instant now) {
    if (component.isPresent() && vault.state().find(component.get()).isEmpty()) {
      return PublishOutcome.notOffered(component.get());
    }
    return work(
        now,
        (current, at) ->
            vault.state().held().isEmpty()
                ? Optional.empty()
                : Optional.of(
                    renewal.renew(
                        entry -> component.map(entry.id()::equals).orElse(true), current, at)));
  }

  /**
   * Renews signature files that have less than the effective renew-before left, and puts out a
   * catalog anew that has less than a third of its validity left. To be called often.
   */
  public PublishOutcome due(Instant now) {
    return work(now, renewal::renewDue);
  }

  /**
   * Starts a higher epoch with what is offered, everything signed anew. Refuses {@code CONFLICT}
   * before the first publish, {@code NOT_FOUND} and {@code BAD_REQUEST}.
   */
  public synchronized PublishOutcome startEpoch(EpochOrder order, Instant now) {
    return epochs
        .refuses(order)
        .<PublishOutcome>map(refused -> refused)
        .orElseGet(() -> work(now, (current, at) -> Optional.of(epochs.start(order, current, at))));
  }

  synchronized PublishOutcome work(Instant clock, SourceWork work) {
    Verdict<Instant> time = time(clock);
    if (time instanceof Rejected<Instant> refused) {
      return new PublishOutcome.Refused(refused.reason(), refused.evidence().sentence());
    }
    List<CatalogEntry> before = vault.state().held();
    try {
      Optional<Catalog> catalog = work.run(settings.get(), time.toOptional().orElseThrow());
      staging.forgetPublished();
      return catalog.<PublishOutcome>map(c -> Published.of(before, c)).orElse(new Nothing());
    } catch (StorageException e) {
      return new PublishOutcome.Refused(e.code(), e.sentence());
    } catch (SigningRefusedException e) {
      return new PublishOutcome.Refused(e.code(), e.sentence());
    }
  }

  // What is signed must never be dated before what was signed already.
  private Verdict<Instant> time(Instant clock) {
    return TrustedTime.judgeTime(clock, vault.state().trustedTime());
  }

  /** Deletes objects that nothing has needed for the given time; answers how many files. */
  public synchronized int collectGarbage(Instant now, Duration keep, LastVersions last)
      throws StorageException {
    Set<Sha256> waiting = new HashSet<>();
    for (StagedComponent staged : staging.waiting()) {
      waiting.add(staged.entry().sha256());
      waiting.add(staged.entry().signature().sha256());
    }
    return vault.collectGarbage(now, keep, waiting, last);
  }

  @Override
  public void close() throws StorageException {
    vault.close();
  }
}
