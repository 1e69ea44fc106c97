package io.freshseal.publishing.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.inventory.boundary.InventoryDesk;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.publishing.control.Offered;
import io.freshseal.publishing.control.SampleContent;
import io.freshseal.publishing.control.Source;
import io.freshseal.publishing.control.SourceReport;
import io.freshseal.publishing.control.WatchedFolder;
import io.freshseal.publishing.entity.DueRules;
import io.freshseal.publishing.entity.PublishingSentence;
import io.freshseal.publishing.entity.SampleStep;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.SampleSettings;
import io.freshseal.settings.entity.Settings;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.boundary.ReadersVersions;
import io.freshseal.vault.entity.Snapshot;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a source does by itself: renew, watch a folder, show the sample content, tidy up. */
@Startup
@Singleton
@DependsOn({"SettingsDesk", "InventoryDesk"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SourceChores {

  private static final System.Logger LOG = System.getLogger(SourceChores.class.getName());
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
  private static final Duration KEEP_SUPERSEDED = Duration.ofDays(1);

  @EJB private SettingsDesk settings;
  @EJB private EventLog events;
  @EJB private InventoryDesk inventory;
  @Inject private Clock clock;
  @Inject private ReadersVersions readers;

  private volatile Source source;
  private SourceReport report;
  private Optional<WatchedFolder> watched = Optional.empty();
  private Optional<SampleContent> sample = Optional.empty();
  private Optional<Snapshot> projected = Optional.empty();
  private volatile Instant lookAgain = Instant.MIN;
  private Instant projectAgain = Instant.MAX;

  /** Gives this bean the source to look after. */
  public synchronized void take(Source opened, SourceReport itsReport) {
    report = itsReport;
    Settings now = settings.current();
    watched = now.source().intake().watch().map(watch -> new WatchedFolder(watch.folder(), opened));
    source = opened;
  }

  /** Renews what is due. Asked every second; mostly a look in memory. */
  public void renewDue() {
    Source mine = source;
    if (mine == null) {
      return;
    }
    Instant now = clock.instant();
    if (now.isAfter(lookAgain) || isDue(mine, now)) {
      report.publishedByItself(mine.due(now), now).forEach(events::record);
      SourceSettings current = settings.current().source();
      report.endingSoon(mine.revocations().endingSoon(current, now), now).forEach(events::record);
      lookAgain = now.plus(LOOK_EVERY);
    }
    report.timestamps(mine.timestamps().outage(), now).ifPresent(events::record);
    project();
  }

  // The source's own look, once a minute, also knows changed anchors and revocation lists.
  private boolean isDue(Source mine, Instant now) {
    SourceSettings current = settings.current().source();
    Duration before = current.validity().effectiveRenewBefore();
    return mine.snapshot()
        .filter(
            snapshot ->
                DueRules.isDue(snapshot.catalog(), now)
                    || snapshot.held().stream().anyMatch(e -> DueRules.isDue(e, before, now)))
        .isPresent();
  }

  /** Stages what is new in the watched folder, and publishes it unless a setting says otherwise. */
  public void scan() {
    Instant now = clock.instant();
    try {
      watched.ifPresent(folder -> scan(folder, now));
    } catch (UncheckedIOException e) {
      failed(PublishingSentence.WATCHED_FOLDER_UNREADABLE, e, now);
    }
    project();
  }

  private void scan(WatchedFolder folder, Instant now) {
    folder.scan(now).stream()
        .flatMap(found -> report.staged(found.id(), found.version(), found.outcome(), now).stream())
        .forEach(events::record);
    if (settings
        .current()
        .source()
        .intake()
        .watch()
        .filter(SourceSettings.Watch::publish)
        .isPresent()) {
      report.publishedByItself(folder.publish(now), now).forEach(events::record);
    }
  }

  /** Shows the next step of the sample content. */
  public void showSample() {
    Instant now = clock.instant();
    try {
      Optional<SampleStep> step = sample().flatMap(content -> step(content, now));
      step.ifPresent(done -> tell(done, now));
    } catch (UncheckedIOException e) {
      failed(PublishingSentence.SAMPLE_UNREADABLE, e, now);
    }
    project();
  }

  private Optional<SampleContent> sample() {
    if (sample.isEmpty() && source != null) {
      sample = settings.current().sample().map(this::open);
    }
    return sample;
  }

  private SampleContent open(SampleSettings wanted) {
    try {
      return SampleContent.of(wanted.folder(), source);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The sample content in " + wanted.folder() + " cannot be read.", e);
    }
  }

  private static Optional<SampleStep> step(SampleContent content, Instant now) {
    try {
      return content.step(now);
    } catch (IOException e) {
      throw new UncheckedIOException("A sample file cannot be read.", e);
    }
  }

  private void tell(SampleStep step, Instant now) {
    report.publishedByItself(step.published(), now).forEach(events::record);
    step.staged()
        .filter(StageOutcome.Refused.class::isInstance)
        .map(StageOutcome.Refused.class::cast)
        .ifPresent(refused -> failed(refused.code(), refused.sentence(), now));
  }

  private void failed(PublishingSentence key, UncheckedIOException fault, Instant now) {
    failed(StatusCode.STORAGE_FAULT, Sentence.of(key, fault.getCause()), now);
  }

  private void failed(StatusCode code, Sentence sentence, Instant now) {
    report.failedByItself(code, sentence, now).ifPresent(events::record);
  }

  /** Deletes what nobody needs any more. */
  public void tidy() {
    Source mine = source;
    if (mine == null) {
      return;
    }
    try {
      mine.collectGarbage(clock.instant(), KEEP_SUPERSEDED, readers.kept());
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the source''s store cannot be tidied: {0}", e.getMessage());
    }
  }

  /** Brings the rows up to what is offered now, if that is not what they say. */
  public synchronized void project() {
    Optional<Snapshot> offered = source == null ? Optional.empty() : source.snapshot();
    Instant now = clock.instant();
    boolean same = offered.equals(projected) && !now.isAfter(projectAgain);
    if (offered.isEmpty() || (same && !inventory.isDue(StoreName.SOURCE))) {
      return;
    }
    try {
      Offered judged = new Offered(source);
      if (inventory.project(StoreName.SOURCE, judged.holdings(offered.get(), now))) {
        projected = offered;
        projectAgain = firstEnd(offered.get(), now);
      }
    } catch (UncheckedIOException e) {
      LOG.log(Level.WARNING, "what the source offers cannot be read: {0}", e.getMessage());
    }
  }

  // The next instant at which what was accepted is so no more.
  private static Instant firstEnd(Snapshot snapshot, Instant now) {
    return snapshot.held().stream()
        .map(entry -> entry.signature().expires())
        .filter(expires -> !expires.isBefore(now))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
