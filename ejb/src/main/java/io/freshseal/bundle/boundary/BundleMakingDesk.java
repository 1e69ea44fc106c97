package io.freshseal.bundle.boundary;

import io.freshseal.bundle.control.BundleWorkshop;
import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.bundle.entity.BundleMaking.State;
import io.freshseal.bundle.entity.BundleOutlook;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleRequest;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.RequestList;
import io.freshseal.events.entity.EventType;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StartFailure;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.PostConstruct;
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
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Update bundles that are made here, of what the relay of this process holds; where it has none, of
 * what its source offers.
 */
@Startup
@Singleton
@DependsOn("RelayDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BundleMakingDesk {

  @EJB private RelayDesk relay;
  @EJB private SourceDesk source;
  @EJB private BundleProspect prospect;
  @EJB private BundleEvents events;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;
  @Resource private SessionContext session;
  @Resource private ManagedThreadFactory threads;

  private BundleWorkshop workshop;

  @PostConstruct
  void open() {
    if (!relay.active() && !source.active()) {
      return;
    }
    try {
      workshop =
          new BundleWorkshop(
              new DataFolder(settings.current().data()).bundles(),
              clock,
              work -> threads.newThread(work).start(),
              this::tell);
    } catch (StorageException e) {
      throw StartFailure.tell("the made bundles cannot be read. " + e.getMessage(), e);
    }
  }

  /** Whether bundles are made here. */
  public boolean active() {
    return workshop != null;
  }

  /**
   * What a bundle made now would be, and what to do first.
   *
   * @return refused {@code NOT_FOUND} where there are no trust anchors yet, or no bundle of the
   *     sequence asked for; {@code BAD_REQUEST} for the list of another source; or with what the
   *     disk says
   */
  public Outcome<BundleOutlook> outlook(BundleRequest request) {
    return held(request)
        .fold(
            held ->
                prospect
                    .planned(request, held)
                    .fold(
                        planned -> Outcome.done(prospect.outlook(request, planned.plan())),
                        no -> new Outcome.Refused<>(no.code(), no.sentence())),
            no -> new Outcome.Refused<>(no.code(), no.sentence()));
  }

  /**
   * Begins to make a bundle; the caller is named in the event that tells its end.
   *
   * @return as {@link #outlook}; refused with what its readers would refuse, {@code
   *     BUNDLE_ENDS_EARLY} if it is not usable until the date asked for, {@code BUSY} while another
   *     one is made
   */
  public Outcome<BundleMaking> order(BundleRequest request) {
    return held(request)
        .fold(
            held ->
                prospect
                    .planned(request, held)
                    .fold(
                        planned -> order(request, planned),
                        no -> new Outcome.Refused<>(no.code(), no.sentence())),
            no -> new Outcome.Refused<>(no.code(), no.sentence()));
  }

  private Outcome<BundleMaking> order(BundleRequest request, BundleProspect.Planned planned) {
    return planned
        .plan()
        .fold(
            plan ->
                endsEarly(request, plan)
                    .<Outcome<BundleMaking>>map(
                        why -> new Outcome.Refused<>(StatusCode.BUNDLE_ENDS_EARLY, why))
                    .orElseGet(
                        () ->
                            workshop.order(
                                new BundleWorkshop.Order(
                                    planned.store(), plan, carried(request), caller()))),
            no -> new Outcome.Refused<>(no.code(), no.sentence()));
  }

  // What a request list says is of one site; the next bundle may be for another.
  private Set<Sha256> carried(BundleRequest request) {
    return request.since().flatMap(workshop::carried).map(RequestList::held).orElse(Set.of());
  }

  private static Optional<Sentence> endsEarly(BundleRequest request, BundlePlan plan) {
    return request
        .nextCourier()
        .filter(next -> plan.usable().until().isBefore(next))
        .map(next -> Sentence.of(BundleSentence.ENDS_BEFORE_COURIER, plan.usable().until(), next));
  }

  private Outcome<Set<Sha256>> held(BundleRequest request) {
    Set<Sha256> held = new HashSet<>();
    request.list().map(RequestList::held).ifPresent(held::addAll);
    if (request.since().isPresent()) {
      Optional<RequestList> carried = workshop.carried(request.since().get());
      if (carried.isEmpty()) {
        return Outcome.refused(
            StatusCode.NOT_FOUND, BundleSentence.NO_BUNDLE_OF_SEQUENCE, request.since().get());
      }
      held.addAll(carried.get().held());
    }
    return Outcome.done(held);
  }

  private void tell(BundleMaking end) {
    if (end.state() == State.COMPLETED) {
      events.record(
          end.by(),
          EventType.BUNDLE_MADE,
          end.facts().fileName(),
          end.facts().usable().until(),
          end.file().orElseThrow().sha256());
    } else {
      events.record(
          end.by(), EventType.BUNDLE_NOT_MADE, end.facts().fileName(), end.why().orElseThrow());
    }
  }

  private String caller() {
    return session.getCallerPrincipal().getName();
  }

  /** All bundles, the newest first. */
  public List<BundleMaking> list() {
    return active() ? workshop.list() : List.of();
  }

  /** Finds one. */
  public Optional<BundleMaking> find(UUID id) {
    return active() ? workshop.find(id) : Optional.empty();
  }

  /** The file of one that is made; read-only. */
  public Optional<Path> file(UUID id) {
    return active() ? workshop.file(id) : Optional.empty();
  }

  /** Deletes one; the caller is named in an event. As {@link BundleWorkshop#delete}. */
  public Outcome<BundleMaking> delete(UUID id) {
    Outcome<BundleMaking> deleted = workshop.delete(id);
    if (deleted instanceof Outcome.Done<BundleMaking> done) {
      events.record(caller(), EventType.BUNDLE_DELETED, done.value().facts().fileName());
    }
    return deleted;
  }
}
