package io.freshseal.bundle.boundary;

import io.freshseal.bundle.control.BundleLook;
import io.freshseal.bundle.control.BundleLooks;
import io.freshseal.bundle.control.BundleUploads;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.BundleUpload;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Bundles that are sent in pieces: looked at and taken in once all is here. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BundleUploadDesk {

  private static final Duration LONGEST_LOOK = Duration.ofHours(1);

  @EJB private BundleDesk bundles;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  @Resource private ManagedThreadFactory threads;

  private BundleUploads uploads;
  private BundleLooks looks;

  @PostConstruct
  void open() {
    uploads = new BundleUploads(new DataFolder(settings.current().data()).uploads(), clock);
    looks =
        new BundleLooks(
            (id, read) -> uploads.use(id, file -> bundles.report(file, read)),
            work -> threads.newThread(work).start(),
            clock);
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
   * Looks at a whole one, which stays, in the background. What is found does not count the date of
   * the next courier: {@link BundleDesk#dated}.
   *
   * @return as {@link BundleLooks#look}
   */
  public Outcome<BundleLook> look(UUID id) {
    return looks.look(id);
  }

  /** The same, to its end, with the courier's date counted; as {@link BundleDesk#inspect}. */
  public Outcome<BundleReport> inspect(UUID id) throws InterruptedException {
    Outcome<BundleLook> look = look(id);
    return look instanceof Outcome.Done<BundleLook> begun
        ? begun
            .value()
            .await(LONGEST_LOOK)
            .orElseGet(BundleUploadDesk::late)
            .fold(bundles::dated, no -> no)
        : look.fold(begun -> late(), no -> new Outcome.Refused<>(no.code(), no.sentence()));
  }

  private static Outcome<BundleReport> late() {
    return Outcome.refused(StatusCode.BUSY, BundleSentence.ANOTHER_IS_LOOKED_AT);
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
