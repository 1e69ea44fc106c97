package io.freshseal.publishing.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.publishing.control.Source;
import io.freshseal.publishing.control.SourceLook;
import io.freshseal.publishing.control.SourceReport;
import io.freshseal.publishing.entity.EpochOrder;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishingSentence;
import io.freshseal.publishing.entity.RevocationOrder;
import io.freshseal.publishing.entity.SignerInUse;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.publishing.entity.StagedComponent;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StartFailure;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.RevokedCertificate;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StorePlaces;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The source of this process. Where it has no such role, everything is empty or refused. */
@Startup
@Singleton
@DependsOn("SourceChores")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SourceDesk {

  private static final System.Logger LOG = System.getLogger(SourceDesk.class.getName());
  private static final String INACTIVE = "This process is no source.";

  @EJB private SettingsDesk settings;
  @EJB private EventLog events;
  @EJB private SourceChores chores;
  @EJB private AuthorityDesk authorities;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  private Source source;
  private SourceReport report;

  @PostConstruct
  void open() {
    Settings now = settings.current();
    if (!now.has(Role.SOURCE)) {
      return;
    }
    try {
      DataFolder data = new DataFolder(now.data());
      source =
          Source.open(
                  new StorePlaces(data.source(), data.memoryOf(data.source())),
                  clock,
                  () -> settings.current().source())
              .fold(
                  opened -> opened.value(),
                  refused -> {
                    throw StartFailure.tell(List.of(refused.evidence().sentence()));
                  });
    } catch (IOException e) {
      throw StartFailure.tell("the source's store cannot be opened. " + e.getMessage(), e);
    }
    report = new SourceReport(now.source().name());
    chores.take(source, report);
    authorities.take(source, now.source().name());
    if (source.recovery().isLoss()) {
      events.record(
          SystemEvent.of(EventType.SOURCE_STORE_REPAIRED, clock.instant())
              .about(now.source().name())
              .figures(source.recovery().loss()));
    }
  }

  @PreDestroy
  void close() {
    if (source == null) {
      return;
    }
    try {
      source.close();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the source''s store cannot be closed: {0}", e.getMessage());
    }
  }

  /** Whether this process has the role. */
  public boolean active() {
    return source != null;
  }

  /** What is offered; empty before the first publish. */
  public Optional<Snapshot> snapshot() {
    return active() ? source.snapshot() : Optional.empty();
  }

  /** Calls this, which returns at once, whenever another catalog is offered. */
  public void whenSwitched(Runnable listener) {
    if (active()) {
      source.whenSwitched(listener);
    }
  }

  /**
   * Lets somebody read the store; empty where there is no source.
   *
   * @throws StorageException if the disk refuses
   */
  public <T> Optional<T> look(SourceLook<T> look) throws StorageException {
    return active() ? Optional.of(source.look(look)) : Optional.empty();
  }

  /** The file of an object; read-only. */
  public Optional<Path> find(Sha256 digest) {
    return active() ? source.find(digest) : Optional.empty();
  }

  /**
   * Stages and signs a component version. The caller is named in the event.
   *
   * @param content read to its end, never buffered; not closed
   */
  public StageOutcome stage(StageRequest request, InputStream content) {
    if (!active()) {
      return new StageOutcome.Refused(
          StatusCode.NOT_FOUND, Sentence.of(PublishingSentence.NO_SOURCE));
    }
    Instant now = clock.instant();
    StageOutcome outcome = stage(request, content, now);
    report
        .staged(request.id(), request.version(), outcome, now)
        .ifPresent(event -> events.record(event.by(caller())));
    return outcome;
  }

  private StageOutcome stage(StageRequest request, InputStream content, Instant now) {
    try {
      return source.stage(request, content, now);
    } catch (IOException e) {
      // Only the content itself fails so: whoever sent it has hung up.
      return new StageOutcome.Refused(
          StatusCode.BAD_REQUEST, Sentence.of(PublishingSentence.CONTENT_BROKE_OFF));
    }
  }

  /** What waits for the next publish. */
  public List<StagedComponent> staged() {
    try {
      return active() ? source.staged() : List.of();
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "what is staged cannot be read: {0}", e.getMessage());
      return List.of();
    }
  }

  /** Puts out a new catalog with everything that is staged. The caller is named in the event. */
  public PublishOutcome publish() {
    return active() ? told(source.publish(clock.instant())) : inactive();
  }

  /** Signs one component or all anew, contents untouched, and publishes. */
  public PublishOutcome renew(Optional<ComponentId> component) {
    return active() ? told(source.renew(component, clock.instant())) : inactive();
  }

  /** Starts a higher epoch. The caller is named in the event. */
  public PublishOutcome startEpoch(EpochOrder order) {
    if (!active()) {
      return inactive();
    }
    Instant now = clock.instant();
    PublishOutcome outcome = source.startEpoch(order, now);
    report
        .epochStarted(outcome, snapshot().map(Snapshot::catalog), now)
        .forEach(event -> events.record(event.by(caller())));
    chores.project();
    return outcome;
  }

  /** Revokes a certificate and signs anew what it had signed. The caller is named in the event. */
  public PublishOutcome revoke(RevocationOrder order) {
    if (!active()) {
      return inactive();
    }
    Instant now = clock.instant();
    PublishOutcome outcome = source.revocations().revoke(order, now);
    report.revoked(outcome, order, now).forEach(event -> events.record(event.by(caller())));
    chores.project();
    return outcome;
  }

  /** Whether anything that is offered is signed with a certificate of this serial number. */
  public boolean isInUse(BigInteger serialNumber) {
    String hex = serialNumber.toString(16);
    return signersInUse().stream().anyMatch(s -> s.certificate().serialNumber().equals(hex));
  }

  /** Everything this source has revoked, the oldest first. */
  public List<RevokedCertificate> revoked() {
    return active() ? source.revocations().revoked() : List.of();
  }

  /** The certificates that what is offered is signed with, the catalog's first. */
  public List<SignerInUse> signersInUse() {
    try {
      return active() ? source.revocations().inUse(clock.instant()) : List.of();
    } catch (UncheckedIOException e) {
      LOG.log(Level.ERROR, "what is offered cannot be read: {0}", e.getMessage());
      return List.of();
    }
  }

  /**
   * Answers a request to the built-in timestamp authority.
   *
   * @param request foreign bytes, at most {@code TimestampExchange.MAX_REQUEST_BYTES}
   * @return empty if there is no such authority here
   */
  public Optional<byte[]> timestamp(byte[] request) {
    return active() ? source.timestamps().answer(request, clock.instant()) : Optional.empty();
  }

  /**
   * The anchors that what is published here can be judged with.
   *
   * @throws IllegalStateException if this process is no source
   */
  public byte[] anchorsPem() {
    if (!active()) {
      throw new IllegalStateException(INACTIVE);
    }
    return source.anchors().pem();
  }

  private PublishOutcome told(PublishOutcome outcome) {
    report.published(outcome, clock.instant()).forEach(event -> events.record(event.by(caller())));
    chores.project();
    return outcome;
  }

  private static PublishOutcome inactive() {
    return new PublishOutcome.Refused(
        StatusCode.NOT_FOUND, Sentence.of(PublishingSentence.NO_SOURCE));
  }

  private String caller() {
    return session.getCallerPrincipal().getName();
  }
}
