package io.freshseal.bundle.boundary;

import io.freshseal.bundle.control.BundlePlanning;
import io.freshseal.bundle.control.BundleStore;
import io.freshseal.bundle.control.ObjectKeeper;
import io.freshseal.bundle.entity.BundleOutlook;
import io.freshseal.bundle.entity.BundleOutlook.Advice;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleRequest;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.BundleWish;
import io.freshseal.publishing.boundary.AuthorityDesk;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.LazyDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.entity.Snapshot;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What a bundle made here and now would be, and what would make a better one. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BundleProspect {

  /** A bundle without a courier's date ought to be usable for at least so long. */
  static final Duration SHORT = Duration.ofDays(7);

  @EJB private RelayDesk relay;
  @EJB private LazyDesk lazy;
  @EJB private SourceDesk source;
  @EJB private AuthorityDesk authorities;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  // Contents of a lazy relay go when nobody seems to need them.
  private final ObjectKeeper keeper =
      new ObjectKeeper() {
        @Override
        public void enter(Collection<Sha256> digests) {
          lazy.enter(digests);
        }

        @Override
        public void leave(Collection<Sha256> digests) {
          lazy.leave(digests);
        }
      };

  /** A plan and the store that it is of. */
  public record Planned(BundleStore store, Outcome<BundlePlan> plan) {}

  /**
   * Plans one.
   *
   * @return refused {@code NOT_FOUND} where there are no trust anchors yet, {@code BAD_REQUEST} for
   *     the list of another source, or with what the disk says
   */
  public Outcome<Planned> planned(BundleRequest request, Set<Sha256> held) {
    BundleWish wish = new BundleWish(request.components(), request.platform(), held);
    try {
      Optional<Planned> planned = relay.active() ? ofRelay(wish) : ofSource(wish);
      if (planned.isEmpty()) {
        return Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_ANCHORS);
      }
      Optional<Sentence> other =
          request
              .list()
              .flatMap(
                  list ->
                      planned
                          .get()
                          .plan()
                          .fold(p -> list.refuses(p.catalog()), no -> Optional.empty()));
      return other
          .<Outcome<Planned>>map(why -> new Outcome.Refused<>(StatusCode.BAD_REQUEST, why))
          .orElseGet(() -> Outcome.done(planned.get()));
    } catch (StorageException e) {
      return new Outcome.Refused<>(e.code(), e.sentence());
    }
  }

  private Optional<Planned> ofRelay(BundleWish wish) throws StorageException {
    return relay.look((vault, trust) -> planned(BundleStore.of(vault).keptBy(keeper), wish, trust));
  }

  // Where there is no relay: the source's own store has all that it offers.
  private Optional<Planned> ofSource(BundleWish wish) throws StorageException {
    Settings now = settings.current();
    return source.look(
        (vault, anchors) ->
            planned(
                new BundleStore(vault, authorities::link),
                wish,
                new TrustBasis(anchors, now.trust().policy(), Optional.of(now.source().name()))));
  }

  private Planned planned(BundleStore store, BundleWish wish, TrustBasis trust)
      throws StorageException {
    return new Planned(
        store, new BundlePlanning(store, Runnable::run).plan(wish, trust, clock.instant()));
  }

  /** What is to be said of a plan. */
  public BundleOutlook outlook(BundleRequest request, Outcome<BundlePlan> plan) {
    Instant needed = request.nextCourier().orElse(clock.instant().plus(SHORT));
    return new BundleOutlook(plan, needed, advice(plan, needed));
  }

  private Advice advice(Outcome<BundlePlan> plan, Instant needed) {
    boolean own = !relay.active() || relay.state().ownSource();
    if (relay.active() && !relay.state().refreshesSignatures()) {
      return Advice.UPGRADE_RELAY;
    }
    if (own) {
      long offered = source.snapshot().map(Snapshot::catalog).map(c -> c.sequence()).orElse(0L);
      long planned = plan.fold(done -> done.catalog().sequence(), no -> offered);
      if (planned < offered) {
        return Advice.UPDATE_RELAY;
      }
    }
    if (BundleOutlook.suffices(plan, needed)) {
      return Advice.NONE;
    }
    if (settings.current().relay().bundles().only()) {
      return Advice.TAKE_NEWER_BUNDLE;
    }
    return own ? Advice.RENEW_SIGNATURES : Advice.UPDATE_RELAY;
  }
}
