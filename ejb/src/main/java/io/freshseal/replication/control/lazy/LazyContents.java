package io.freshseal.replication.control.lazy;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.lazy.HeldContents.Asked;
import io.freshseal.replication.entity.ContentAnswer;
import io.freshseal.replication.entity.ContentAnswer.Missing;
import io.freshseal.replication.entity.ContentRule;
import io.freshseal.replication.entity.LazyView;
import io.freshseal.settings.entity.LazySettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreState;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

/**
 * The contents of a store whose state lets them be missing: found where they are here, fetched when
 * somebody asks, dropped when there is no room or use for them. Where the state says that all are
 * held, it does nothing. Safe for threads.
 */
public final class LazyContents {

  /** How many readers may wait with a thread each; the server has 200. */
  public static final int MOST_WAITERS = 32;

  /** How long each waits: less than readers give an answer. */
  public static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final System.Logger LOG = System.getLogger(LazyContents.class.getName());

  private final Vault vault;
  private final LazyPorts ports;
  private final Clock clock;
  private final EvictionGate gate;
  private final HeldContents held = new HeldContents();
  private final ContentDisk disk;
  private final NamedContents named;
  private final LazyFetch fetch;
  private final Flights flights;
  private final Failures failures = new Failures(System::nanoTime);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private boolean wasWhole;
  private Seen seen = new Seen(StoreState.empty(), Map.of());

  // What the disk was compared with last.
  private record Seen(StoreState state, Map<Sha256, Long> contents) {}

  /**
   * Looks after the contents of a store.
   *
   * @param executor lends a thread for each content on its way, few at once, and for {@link #tidy}
   */
  public LazyContents(
      Vault vault, LazyPorts ports, Clock clock, EvictionGate gate, Executor executor) {
    this(vault, ports, clock, gate, executor, vault.objects()::delete);
  }

  /** The same with another way to delete. */
  LazyContents(
      Vault vault,
      LazyPorts ports,
      Clock clock,
      EvictionGate gate,
      Executor executor,
      ContentDisk.Deletion deletion) {
    this.vault = vault;
    this.ports = ports;
    this.clock = clock;
    this.gate = gate;
    this.disk = new ContentDisk(held, vault.objects(), deletion);
    this.named = new NamedContents(vault);
    this.fetch = new LazyFetch(vault, ports, clock, gate, held, disk);
    this.flights = new Flights(executor, MOST_WAITERS, PATIENCE);
    vault.whenSwitched(failures::forgetAll);
  }

  /** Calls this, which returns at once, whenever a content has come or some were dropped. */
  public void whenChanged(Runnable listener) {
    listeners.add(listener);
  }

  /** The file of any object, which is about to be served; a content stays for some seconds. */
  public Optional<Path> find(Sha256 digest) {
    Asked asked = held.use(digest, clock.instant());
    if (asked == Asked.LEAVING) {
      return Optional.empty();
    }
    Optional<Path> file = vault.objects().find(digest);
    if (asked == Asked.HERE && file.isPresent()) {
      hits.increment();
    }
    return file;
  }

  /** Notes that a content is asked for that is answered by other means than its file. */
  public void note(Sha256 digest) {
    held.use(digest, clock.instant());
  }

  /** The version whose content this is, if it is not here and would come on request. */
  public Optional<CatalogEntry> missing(Sha256 digest) {
    return vault.state().onRequest()
        ? named.find(digest).filter(entry -> vault.objects().find(digest).isEmpty())
        : Optional.empty();
  }

  /**
   * Gets a content, and waits for it for a while; a fetch goes on after that.
   *
   * @throws InterruptedException if the process ends
   */
  public ContentAnswer obtain(Sha256 digest) throws InterruptedException {
    Optional<CatalogEntry> entry =
        vault.state().onRequest() ? named.find(digest) : Optional.empty();
    if (entry.isEmpty()) {
      return new ContentAnswer.Unknown();
    }
    misses.increment();
    Optional<Missing> failure = failures.find(digest);
    if (failure.isPresent()) {
      return failure.get();
    }
    Optional<Flight> flight = flights.join(digest, begun -> fetchAndTell(entry.get(), begun));
    if (flight.isEmpty()) {
      return LazyFetch.coming(entry.get(), LazyFetch.SOON_SECONDS);
    }
    return flights
        .await(flight.get())
        .orElseGet(() -> LazyFetch.coming(entry.get(), flight.get().secondsLeft()));
  }

  private ContentAnswer fetchAndTell(CatalogEntry entry, Flight flight) {
    ContentAnswer answer = fetch.fetch(entry, flight);
    if (answer instanceof Missing why) {
      failures.add(entry.sha256(), why);
    } else {
      listeners.forEach(Runnable::run);
    }
    return answer;
  }

  private LazySettings settings() {
    return ports.settings();
  }

  /** Keeps the file of a content, or whatever it is, until {@link #leave} is called as often. */
  public void enter(Path file) {
    digest(file).ifPresent(digest -> held.enter(List.of(digest)));
  }

  /** Takes back one {@link #enter}. */
  public void leave(Path file) {
    digest(file).ifPresent(digest -> held.leave(List.of(digest)));
  }

  /** Keeps these, as far as they are here, until {@link #leave} is called as often. */
  public void enter(Collection<Sha256> digests) {
    held.enter(digests);
  }

  /** Takes back one {@link #enter}. */
  public void leave(Collection<Sha256> digests) {
    held.leave(digests);
  }

  private static Optional<Sha256> digest(Path file) {
    return Sha256.parse(file.getFileName().toString());
  }

  /**
   * Takes in what is on the disk and drops what should not be there any more. To be called at the
   * start, after each switch, and every minute.
   */
  public synchronized void tidy() {
    if (!vault.state().onRequest()) {
      held.forgetAll();
      seen = new Seen(StoreState.empty(), Map.of());
      wasWhole = true;
      return;
    }
    try {
      // However long the look takes: what it takes in stays until the next time.
      Instant now = clock.instant();
      look(now);
      if (settings().onRequest()) {
        long before = held.dropped();
        Instant oldest = now.minus(settings().maxAge());
        gate.unlessClosed(
            () -> {
              disk.settle(seen.contents(), settings().maxBytes().bytes(), oldest, now);
              return true;
            },
            false);
        if (held.dropped() > before) {
          listeners.forEach(Runnable::run);
        }
      }
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the contents of the relay cannot be tidied: {0}", e.getMessage());
    }
  }

  // Whatever comes or goes by another hand than this comes with another state.
  private void look(Instant now) throws StorageException {
    StoreState state = vault.state();
    if (seen.state() != state) {
      Map<Sha256, Long> contents = vault.contents();
      disk.look(contents, !wasWhole, now);
      seen = new Seen(state, contents);
      wasWhole = false;
    }
  }

  /** How things stand. */
  public LazyView view() {
    boolean missing = vault.state().onRequest();
    return new LazyView(
        settings().onRequest() ? ContentRule.ON_REQUEST : ContentRule.ALL,
        missing,
        held.count(),
        vault.snapshot().map(Snapshot::held).map(List::size).orElse(0),
        held.bytes(),
        settings().maxBytes().bytes(),
        hits.sum(),
        misses.sum(),
        fetch.count(),
        held.dropped());
  }
}
