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
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Bundles that are sent in pieces: looked at and taken in once all is here. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BundleUploadDesk {

  @EJB private BundleDesk bundles;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  private BundleUploads uploads;

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
    return uploads.use(id, bundles::report);
  }

  /**
   * Has the relay take a whole one in; as {@link BundleDesk#take}. It is gone then, unless this is
   * refused.
   *
   * @throws IOException if it cannot be read
   */
  public Outcome<String> take(UUID id) throws IOException {
    return uploads.use(id, bundles::deliver);
  }

  /** Forgets one; as {@link BundleUploads#delete}. */
  public Outcome<BundleUpload> delete(UUID id) {
    return uploads.delete(id);
  }
}
