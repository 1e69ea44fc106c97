package io.freshseal.replication.boundary;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.events.entity.EventType;
import io.freshseal.replication.entity.CacheCleared;
import io.freshseal.replication.entity.CacheScope;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.vault.entity.Recovery;
import io.freshseal.vault.entity.Snapshot;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What the relay of this process keeps: cleared by hand or by order, and read again by a timer. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CacheDesk {

  private static final System.Logger LOG = System.getLogger(CacheDesk.class.getName());
  private static final long LEAST_BYTES = 16L << 20;

  @EJB private RelayDesk relay;
  @EJB private SettingsDesk settings;

  /** Clears what is held, unless a run is going on; the caller is named in an event. */
  public CacheCleared clear(CacheScope scope) {
    return told(relay.relay().cache().clear(scope));
  }

  /** The same as the manager has ordered it, after a run that is going on. */
  public CacheCleared clearByOrder(CacheScope scope) throws InterruptedException {
    return told(relay.relay().cache().clearInTurn(scope));
  }

  private CacheCleared told(CacheCleared cleared) {
    if (cleared.done() && cleared.scope() == CacheScope.ALL) {
      relay.recordByCaller(EventType.CACHE_CLEARED);
    } else if (cleared.done()) {
      relay.recordByCaller(EventType.UNUSABLE_CLEARED, cleared.gone().text());
    }
    return cleared;
  }

  /**
   * Reads a part of what is held again, so much that everything is read once in the time set for
   * it. What is damaged is dropped, told, and fetched anew.
   *
   * @param every time between two calls
   */
  public void scrub(Duration every) {
    if (!relay.active()) {
      return;
    }
    Duration all = settings.current().relay().scrubInterval();
    long parts = Math.max(1, all.dividedBy(every));
    Recovery gone =
        relay
            .relay()
            .cache()
            .scrub(Math.max(LEAST_BYTES, bytes() / parts))
            .orElse(Recovery.NOTHING);
    if (gone.isLoss()) {
      relay.record(EventType.RELAY_STORE_REPAIRED, gone.loss());
    }
    if (gone.isAnything()) {
      LOG.log(Level.WARNING, "objects of the relay were damaged and dropped: {0}", gone.removed());
      relay.runByTimer();
    }
  }

  private long bytes() {
    return relay.snapshot().map(Snapshot::catalog).stream()
        .flatMap(catalog -> catalog.components().stream())
        .mapToLong(CatalogEntry::size)
        .sum();
  }
}
