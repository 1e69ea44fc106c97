package io.freshseal.replication.control.relay;

import io.freshseal.replication.control.StoreCheck;
import io.freshseal.replication.entity.CacheCleared;
import io.freshseal.replication.entity.CacheScope;
import io.freshseal.replication.entity.StoreRefusal;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Scrub;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Recovery;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Empties a relay's store, wholly or of what cannot be used, and reads it again for damage. What is
 * remembered against rollback stays. Safe for threads.
 */
public final class RelayCache {

  private static final System.Logger LOG = System.getLogger(RelayCache.class.getName());

  private final Vault vault;
  private final RelayPorts ports;
  private final Clock clock;
  private final StoreCheck check;
  private final Around around;
  private final Scrub scrub;
  private final Set<Sha256> suspects = new HashSet<>();

  /**
   * The relay around it.
   *
   * @param review looks once more at what was refused, and gives as many refusals in that order
   * @param check judges what is held, after something was dropped
   */
  record Around(RunQueue queue, UnaryOperator<List<StoreRefusal>> review, Runnable check) {}

  RelayCache(Vault vault, RelayPorts ports, Clock clock, Around around) {
    this.vault = vault;
    this.ports = ports;
    this.clock = clock;
    this.check = new StoreCheck(vault, new SignatureJudge());
    this.around = around;
    this.scrub = new Scrub(vault);
  }

  /** Clears what is held, unless a run is going on; what guards against rollback stays. */
  public CacheCleared clear(CacheScope scope) {
    try {
      Optional<Recovery> gone =
          vault.alone(() -> scope == CacheScope.ALL ? everything() : vault.drop(unusable()));
      if (gone.isEmpty()) {
        return CacheCleared.refused(StatusCode.BUSY, scope);
      }
      around.check().run();
      return new CacheCleared(StatusCode.OK, scope, gone.get());
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "the relay''s store cannot be cleared: {0}", e.getMessage());
      return CacheCleared.refused(e.code(), scope);
    }
  }

  /** The same once no run is going on, and before the next one begins. */
  public CacheCleared clearInTurn(CacheScope scope) throws InterruptedException {
    try {
      return around.queue().between(() -> clear(scope));
    } catch (StorageException e) {
      return CacheCleared.refused(e.code(), scope);
    }
  }

  private Recovery everything() throws StorageException {
    boolean served = vault.snapshot().isPresent();
    var held = vault.state().held();
    return Recovery.dropping(vault.clear(), held, served);
  }

  private Set<Sha256> unusable() throws StorageException {
    Set<Sha256> unusable = new HashSet<>(new Scrub(vault).whole().unusable());
    Optional<TrustBasis> trust = ports.trust().toOptional();
    if (trust.isPresent()) {
      TrustBasis basis = vault.anchors().following(trust.get());
      around.review().apply(check.check(basis, clock.instant())).stream()
          // A clock that is wrong here says nothing against what is held.
          .filter(refusal -> refusal.code() != StatusCode.CLOCK_UNTRUSTED)
          .forEach(refusal -> unusable.add(refusal.entry().signature().sha256()));
    }
    return unusable;
  }

  /**
   * Reads on where the last call ended, and drops what is damaged once no run is going on; the next
   * run fetches it anew.
   *
   * @param mostBytes as {@link Scrub#next}
   * @return what was dropped; empty if nothing had to be, or not yet
   */
  public synchronized Optional<Recovery> scrub(long mostBytes) {
    try {
      suspects.addAll(scrub.next(mostBytes).unusable());
      if (suspects.isEmpty()) {
        return Optional.empty();
      }
      Optional<Recovery> gone = vault.alone(() -> vault.drop(stillUnusable()));
      if (gone.isPresent()) {
        suspects.clear();
        around.check().run();
      }
      return gone.filter(Recovery::isAnything);
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "what the relay holds cannot be read again: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  // What was replaced or collected meanwhile is no damage.
  private Set<Sha256> stillUnusable() throws StorageException {
    Set<Sha256> still = new HashSet<>();
    Set<Sha256> named = vault.named();
    for (Sha256 digest : suspects) {
      if (named.contains(digest) && !vault.objects().verify(digest)) {
        still.add(digest);
      }
    }
    return still;
  }
}
