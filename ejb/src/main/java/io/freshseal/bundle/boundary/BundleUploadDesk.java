package io.freshseal.bundle.boundary;

import io.freshseal.bundle.control.BundleUploads;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleUpload;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Bundles that are sent in pieces: looked at and taken in once all is here. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BundleUploadDesk {

  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  @EJB private BundleDesk bundles;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  private BundleUploads uploads;
  private volatile Seen seen;

  /** What was found last. */
  private record Seen(UUID id, Instant at, BundleReport report) {}

  @PostConstruct
  void open() {
    uploads = new BundleUploads(new DataFolder(settings.current().data()).uploads(), clock);
  }

  /** Begins one; as {@link BundleUploads#begin}. */
  public Outcome<BundleUpload> begin(long length) {
    return uploads.begin(length, bundles.mostBytes());
  }

  /**
   * Finds one.
   *
   * @throws StorageException if the disk refuses
   */
  public Optional<BundleUpload> find(UUID id) throws StorageException {
    return uploads.find(id);
  }

  /**
   * Adds a piece; as {@link BundleUploads#append}.
   *
   * @throws IOException if the body cannot be read to its end; what has arrived stays
   */
  public Outcome<BundleUpload> append(UUID id, long offset, InputStream body) throws IOException {
    return uploads.append(id, offset, body);
  }

  /**
   * Looks at a whole one, which stays; as {@link BundleDesk#inspect}.
   *
   * @throws IOException if it cannot be read
   */
  public Outcome<BundleReport> inspect(UUID id) throws IOException {
    return uploads.use(id, file -> seen(id, file)).fold(bundles::dated, no -> no);
  }

  // Who turns the pages of what was found does not have all of it read again.
  private Outcome<BundleReport> seen(UUID id, Path file) throws IOException {
    Seen last = seen;
    Instant now = clock.instant();
    if (last != null && last.id().equals(id) && now.isBefore(last.at().plus(REMEMBERED))) {
      return Outcome.done(last.report());
    }
    Outcome<BundleReport> found = bundles.report(file);
    if (found instanceof Outcome.Done<BundleReport> done) {
      seen = new Seen(id, clock.instant(), done.value());
    }
    return found;
  }

  /**
   * Has the relay take a whole one in; as {@link BundleDesk#take}. It is gone once that is done; if
   * the run fails it stays, so that it need not be sent again.
   *
   * @throws IOException if it cannot be read
   */
  public Outcome<String> take(UUID id) throws IOException {
    return uploads.lend(
        id, file -> bundles.deliver(file, (sent, taken) -> uploads.giveBack(id, sent, taken)));
  }

  /** Gives up what was abandoned. */
  public void sweep() throws StorageException {
    uploads.sweep();
  }

  /** Forgets one; as {@link BundleUploads#delete}. */
  public Outcome<BundleUpload> delete(UUID id) {
    return uploads.delete(id);
  }
}
