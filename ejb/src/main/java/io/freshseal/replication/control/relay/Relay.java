package io.freshseal.replication.control.relay;

import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.replication.control.ClockReview;
import io.freshseal.replication.control.HeldAlone;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.control.lazy.EvictionGate;
import io.freshseal.replication.control.lazy.LazyContents;
import io.freshseal.replication.entity.ContentRule;
import io.freshseal.replication.entity.Reach;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.State;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.replication.entity.StoreRefusal;
import io.freshseal.replication.entity.Traffic;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The relay of one process: runs, one at a time, and the watch over what it holds. Everything it
 * does ends in a record and, where it is news, in events. Safe for threads.
 */
public final class Relay {

  private static final System.Logger LOG = System.getLogger(Relay.class.getName());

  private final Vault vault;
  private final RelayPorts ports;
  private final Clock clock;
  private final KeptSource sources;
  private final Replicator replicator;
  private final Executor executor;
  private final StoreWatch watch;
  private final RelayCache cache;
  private final RunReport report = new RunReport();
  private final EvictionGate gate = new EvictionGate();
  private final RunQueue queue;
  private volatile boolean claimed;
  private volatile RunView last;

  /**
   * Makes a relay of a store.
   *
   * @param sources reaches the source at one of these base URLs, or tells that there is none
   * @param executor lends a thread for the run and more for its transfers
   */
  public Relay(
      Vault vault,
      RelayPorts ports,
      Clock clock,
      Function<List<Reach>, UpdateSource> sources,
      Executor executor) {
    SignatureJudge judge = new SignatureJudge();
    this.vault = vault;
    this.ports = ports;
    this.clock = clock;
    this.executor = executor;
    this.sources = new KeptSource(sources);
    this.replicator = new Replicator(vault, new CatalogJudge(), judge, executor);
    this.watch = new StoreWatch(vault, judge);
    this.queue = new RunQueue(run -> executor.execute(() -> perform(run)));
    this.cache =
        new RelayCache(
            vault, ports, clock, new RelayCache.Around(queue, this::reviewed, this::check));
  }

  /**
   * Orders a run. What the timer orders is answered by the run that is going on; what is ordered by
   * hand by one that begins after that.
   *
   * @return the id of the run that answers the order
   */
  public String order(Trigger trigger) {
    return queue.order(trigger, clock.instant());
  }

  /**
   * Begins a run that takes in what was delivered.
   *
   * @return its id; empty if another run is going on or waits, and nothing becomes of the delivery
   */
  public Optional<String> take(Delivery delivery) {
    return queue.take(delivery, clock.instant());
  }

  /** The run that is going on. */
  public Optional<RunView> current() {
    return queue.current();
  }

  /** Finds a run that is going on or waits its turn. */
  public Optional<RunView> find(String id) {
    return queue.find(id);
  }

  /** How the run ended that ended last, as far as that is known. */
  public Optional<RunView> last() {
    return Optional.ofNullable(last).or(ports::newest);
  }

  /**
   * Waits until a run is over.
   *
   * @return how it ended; empty if that is not known
   */
  public Optional<RunView> await(String id) throws InterruptedException {
    return queue.await(id);
  }

  /** Who this relay is now. */
  public RelayIdentity identity() {
    Settings settings = ports.settings();
    URI url = settings.relay().url().orElseGet(() -> OwnAddress.relay(settings.http()));
    return new RelayIdentity(
        ports.node(), url.toString(), settings.relay().build(), ports.builds());
  }

  /** Judges what is held, if there is a reason to. Faults end in the log; the next call goes on. */
  public void check() {
    try {
      Optional<TrustBasis> trust = ports.trust().toOptional();
      if (trust.isPresent()) {
        watch
            .look(vault.anchors().following(trust.get()), clock.instant(), this::reviewed)
            .ifPresent(this::tell);
      }
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "what the relay holds cannot be judged: {0}", e.getMessage());
    }
  }

  private List<StoreRefusal> reviewed(List<StoreRefusal> refusals) {
    return new ClockReview(source(ports.settings())).reviewHeld(refusals, clock.instant());
  }

  private void tell(StoreWatch.Look look) {
    RelayIdentity relay = identity();
    Instant now = clock.instant();
    RefusalEvents events = new RefusalEvents(relay, relay.refreshesSignatures());
    for (StoreRefusal refusal : look.fresh()) {
      ports.record(events.ofComponent(refusal.entry(), refusal.code(), refusal.evidence(), now));
    }
    look.ended()
        .forEach(
            entry ->
                ports.record(
                    SystemEvent.of(EventType.UPDATE_FAILURE_ENDED, now)
                        .about(relay.name())
                        .figures(entry.id(), entry.version().text())));
    if (!ports.project(look.holdings())) {
      watch.lookAgain();
    }
  }

  private void perform(RelayRun run) {
    RunView ended = null;
    try {
      RunOutcome outcome = replicate(run);
      // Before the record, so that whoever sees the run ended sees what it brought as well.
      check();
      ended = finish(run, outcome);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a run of the relay broke off", e);
      ended =
          finish(run, failed(StatusCode.INTERNAL, Evidence.of(ReplicationSentence.RUN_BROKE_OFF)));
    } finally {
      boolean taken = ended != null && ended.state() != State.FAILED;
      run.delivery().ifPresent(delivery -> delivery.over(taken));
      queue.over(Optional.ofNullable(ended));
    }
  }

  private RunOutcome replicate(RelayRun run) {
    if (!ports.claim()) {
      return failed(StatusCode.BUSY, Evidence.of(ReplicationSentence.OTHER_NODE));
    }
    claimed = true;
    try {
      return ports
          .trust()
          .then(trust -> offered(run, trust).map(source -> replicate(run, source, trust)))
          .fold(
              outcome -> outcome.value(), refused -> failed(refused.reason(), refused.evidence()));
    } finally {
      claimed = false;
      ports.release();
    }
  }

  private RunOutcome replicate(RelayRun run, UpdateSource source, TrustBasis trust) {
    boolean refreshes = ports.builds().refreshesSignatures(ports.settings().relay().build());
    // A delivery cannot be asked again later: it is taken in whole.
    boolean lazy = ports.settings().relay().contents().onRequest() && run.delivery().isEmpty();
    RunPolicy policy =
        RunPolicy.relay(refreshes).with(lazy ? ContentRule.ON_REQUEST : ContentRule.ALL);
    RunRequest request = new RunRequest(source, trust, clock.instant(), policy, run.progress());
    return lazy ? replicator.run(request) : gate.closedDuring(() -> replicator.run(request));
  }

  private Verdict<UpdateSource> offered(RelayRun run, TrustBasis trust) {
    if (run.delivery().isEmpty()) {
      return Verdict.accept(source(ports.settings()));
    }
    try {
      return run.delivery().get().inspect(vault, trust, clock.instant(), executor);
    } catch (StorageException e) {
      return Verdict.reject(e.code(), Evidence.of(e.sentence()));
    }
  }

  /** Claims the work anew for as long as a run is doing it. */
  public void prolong() {
    if (claimed) {
      ports.claim();
    }
  }

  private RunView finish(RelayRun run, RunOutcome outcome) {
    Instant now = clock.instant();
    Optional<String> from =
        run.delivery().map(Delivery::address).or(() -> source(ports.settings()).address());
    RunView ended = run.ended(outcome, from, now);
    RunReport.Ended facts = new RunReport.Ended(ended, outcome, from.orElse(""), ports.newest());
    run.progress()
        .adopted()
        .map(bundle -> RefusalEvents.adopted(identity(), bundle, now))
        .ifPresent(ports::record);
    report.events(facts, identity()).forEach(ports::record);
    ports.keep(ended);
    if (run.delivery().isEmpty()) {
      ports.upstream().ended(outcome.reached(), from);
    }
    last = ended;
    boolean news = outcome.switched() || ended.state() != State.COMPLETED;
    LOG.log(
        news || facts.byHand() ? Level.INFO : Level.DEBUG,
        "relay run {0}: {1} {2}, {3} components, {4} bytes{5}",
        ended.trigger(),
        ended.state(),
        ended.result().text(),
        ended.progress().components(),
        ended.progress().traffic(),
        outcome.switched() ? ", switched" : "");
    return ended;
  }

  private UpdateSource source(Settings settings) {
    if (settings.relay().bundles().only()) {
      return new HeldAlone();
    }
    return sources.at(RelaySources.of(settings, ports.upstream()).reaches());
  }

  private static RunOutcome failed(StatusCode code, Evidence evidence) {
    return RunOutcome.failed(RunRefusal.ofRun(code, evidence), Traffic.NONE, Optional.empty());
  }

  /**
   * Looks after contents that come on request. To be made once.
   *
   * @param few lends a few threads, which are not those of runs
   */
  public LazyContents contents(Executor few) {
    RelayContents around =
        new RelayContents(ports, clock, () -> source(ports.settings()), this::identity);
    return new LazyContents(vault, around, clock, gate, few);
  }

  /** Clears and reads again what is held. */
  public RelayCache cache() {
    return cache;
  }
}
