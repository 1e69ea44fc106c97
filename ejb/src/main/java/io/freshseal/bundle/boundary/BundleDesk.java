package io.freshseal.bundle.boundary;

import io.freshseal.bundle.control.BundleDelivery;
import io.freshseal.bundle.control.BundleInspection;
import io.freshseal.bundle.control.IncomingBundles;
import io.freshseal.bundle.control.RequestListJson;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.CourierRule;
import io.freshseal.events.entity.EventType;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.BundleSettings;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.PostConstruct;
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
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Bundles that are sent to this server, for its relay. At most one at a time is received. */
@Startup
@Singleton
@DependsOn("RelayDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BundleDesk {

  private static final System.Logger LOG = System.getLogger(BundleDesk.class.getName());

  @EJB private RelayDesk relay;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  private IncomingBundles incoming;

  @PostConstruct
  void open() {
    incoming = new IncomingBundles(new DataFolder(settings.current().data()).incoming());
    try {
      // What a kill left behind; whoever sent it sends it again.
      incoming.clear();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "received bundles cannot be tidied: {0}", e.getMessage());
    }
  }

  /** The most bytes of a bundle. */
  public long mostBytes() {
    return settings.current().relay().bundles().most().bytes();
  }

  /**
   * Receives a bundle and has the relay take it in, in a run of its own; the caller is named in an
   * event. What is refused changes nothing of what is held.
   *
   * @param body read to its end, not closed
   * @return the id of the run; refused {@code BUSY} while another run is going on or another bundle
   *     is received, {@code TOO_LARGE}, or with what the disk says
   * @throws IOException if the body cannot be read to its end
   */
  public Outcome<String> take(InputStream body) throws IOException {
    return incoming.receive(
        body,
        mostBytes(),
        file -> {
          boolean given = false;
          try {
            Outcome<String> run =
                deliver(file, (received, taken) -> IncomingBundles.delete(received));
            given = run instanceof Outcome.Done<String>;
            return run;
          } finally {
            if (!given) {
              IncomingBundles.delete(file);
            }
          }
        });
  }

  /**
   * Has the relay take a file in, in a run of its own.
   *
   * @param ending is given the file when the run is over, and never if this is refused
   */
  public Outcome<String> deliver(Path file, BundleDelivery.Ending ending) {
    BundleDelivery delivery = new BundleDelivery(file, courier(), this::tellExcused, ending);
    Optional<String> run = relay.take(delivery);
    run.ifPresent(id -> relay.recordByCaller(EventType.BUNDLE_SENT, id));
    return run.map(Outcome::done)
        .orElseGet(() -> Outcome.refused(StatusCode.BUSY, BundleSentence.RUN_GOING_ON));
  }

  /**
   * Receives a bundle, looks at it, and forgets it: what is in it, until when it is usable, what
   * would change here.
   *
   * @return as {@link #take}; {@code NOT_FOUND} while this relay has no trust anchors
   * @throws IOException if the body cannot be read to its end
   */
  public Outcome<BundleReport> inspect(InputStream body) throws IOException {
    return incoming.receive(
        body,
        mostBytes(),
        file -> {
          try {
            return report(file, read -> {}).fold(this::dated, no -> no);
          } finally {
            IncomingBundles.delete(file);
          }
        });
  }

  /** The same with the courier's date counted, as it would be if it were taken in. */
  public Outcome<BundleReport> dated(BundleReport report) {
    return Outcome.done(courier().applied(report, clock.instant()));
  }

  /**
   * Looks at a file, which stays.
   *
   * @param read is told how many bytes have been read
   */
  public Outcome<BundleReport> report(Path file, LongConsumer read) throws IOException {
    return looked(file, read)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_ANCHORS));
  }

  /**
   * What the relay holds, for whoever makes the next bundle; format {@code freshseal-request/1}.
   *
   * @return refused {@code NOT_FOUND} while there are no trust anchors, or with what the disk says
   */
  public Outcome<byte[]> requestList() {
    try {
      return relay
          .look((vault, trust) -> RequestListJson.write(RequestListJson.of(vault)))
          .map(Outcome::done)
          .orElseGet(() -> Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_ANCHORS));
    } catch (StorageException e) {
      return new Outcome.Refused<>(e.code(), e.sentence());
    }
  }

  /** The date of the next courier, and an exception of it, as they are set now. */
  public CourierRule courier() {
    BundleSettings bundles = settings.current().relay().bundles();
    return new CourierRule(bundles.nextCourier(), bundles.earlyEndUntil());
  }

  private void tellExcused(Sentence what) {
    relay.record(EventType.BUNDLE_EARLY_END_ALLOWED, what);
  }

  private Optional<BundleReport> looked(Path file, LongConsumer read) throws IOException {
    return relay.look(
        (vault, trust) -> {
          try {
            return new BundleInspection(vault, Runnable::run)
                .inspect(file, trust, clock.instant(), read);
          } catch (IOException e) {
            throw StorageException.of(e, file);
          }
        });
  }
}
