package io.freshseal.member.control;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.entity.Guidance;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.ProcessId;
import io.freshseal.member.entity.Reply;
import io.freshseal.member.entity.Standing;
import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.control.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A computer of the fleet as it goes on: reports, carries out orders and reports again, and updates
 * by itself. While the manager cannot be reached it goes on by what was said last, keeps its events
 * and tries again at growing intervals. Has no thread and no timer of its own: {@link #step} does
 * what is due and says when to be called next. To be called by one thread.
 */
public final class HeartbeatLoop {

  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(10);
  private static final int MOST_IN_A_ROW = 8;

  private final MemberMemory memory;
  private final Manager manager;
  private final Duties duties;
  private final Surroundings around;
  private final Workbench bench;
  private final BackOff silence;
  private final ClockWatch watch;
  private final Helpings helpings;
  private final Set<EventType> told = EnumSet.noneOf(EventType.class);
  private final ProcessId process;
  private Membership membership;
  private Instant nextHeartbeat;
  private boolean found;

  /**
   * Makes a loop that takes up what an earlier process left; the first heartbeat is due at once.
   *
   * @throws StorageException if the membership cannot be read
   * @throws IllegalStateException if there is none
   */
  public HeartbeatLoop(MemberMemory memory, Manager manager, Duties duties, Surroundings around)
      throws StorageException {
    this.memory = memory;
    this.manager = manager;
    this.duties = duties;
    this.around = around;
    this.membership =
        memory.membership().read().orElseThrow(() -> new IllegalStateException("no member"));
    this.process = ProcessId.next(around.random());
    this.bench = new Workbench(memory, duties, around);
    this.silence = new BackOff(around);
    this.watch = new ClockWatch(around);
    this.helpings = new Helpings(around);
    this.nextHeartbeat = around.clock().instant();
    membership.guidance().ifPresent(guidance -> bench.guide(guidance, nextHeartbeat));
    bench.resume(nextHeartbeat);
  }

  /** Keeps an event for the manager; may be called by any thread. */
  public void tell(SystemEvent event) {
    bench.spool(event);
  }

  /**
   * Begins nothing more; to be called before what is at work is cut off, so that nobody takes that
   * for its outcome. May be called by any thread.
   */
  public void close() {
    bench.close();
  }

  /** Whether it updates without being told to. May be called by any thread, as what follows. */
  public boolean updatesByItself() {
    return bench.updatesByItself();
  }

  /** Time between two updates by itself; zero if it makes none. */
  public Duration updateInterval() {
    return bench.interval();
  }

  /** Where it takes components from, in the order to try. */
  public List<Reach> sources() {
    return bench.sources();
  }

  /** Updates by itself before its time, if it makes updates by itself; waits until that is over. */
  public void updateNow() throws InterruptedException {
    bench.want();
    around.listener().hurry();
    bench.awaitRest();
  }

  /**
   * Does what is due.
   *
   * @return how long nothing is due, unless the listener is told to hurry
   */
  public Duration step() {
    Optional<SystemEvent> clockChange = watch.changed();
    clockChange.ifPresent(this::clockChanged);
    report();
    bench.beginUpdate(around.clock().instant());
    Instant now = around.clock().instant();
    Instant next = bench.nextUpdate().isBefore(nextHeartbeat) ? bench.nextUpdate() : nextHeartbeat;
    return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
  }

  private void clockChanged(SystemEvent event) {
    tell(event);
    nextHeartbeat = event.time();
    helpings.clockChanged();
    bench.clockChanged(event.time());
  }

  /**
   * Reports now, whenever the next heartbeat is due, carries out what is ordered and reports that.
   *
   * @return why the manager did not take it; empty if it did
   */
  public Optional<Reply.Failed<?>> once() {
    nextHeartbeat = around.clock().instant();
    return report();
  }

  // Heartbeats in a row: the list of what is held was asked for, orders ended, events wait.
  private Optional<Reply.Failed<?>> report() {
    Optional<Reply.Failed<?>> failure = Optional.empty();
    for (int calls = 0; calls < MOST_IN_A_ROW && isDue() && failure.isEmpty(); calls++) {
      failure = beat(around.clock().instant());
      beginOrder();
    }
    beginOrder();
    return failure;
  }

  private boolean isDue() {
    if (bench.takeNews() && silence.failures() == 0) {
      nextHeartbeat = around.clock().instant();
    }
    return !around.clock().instant().isBefore(nextHeartbeat);
  }

  private void beginOrder() {
    try {
      bench.beginOrder(around.clock().instant());
    } catch (StorageException e) {
      around.listener().trouble(e);
    }
  }

  private Optional<Reply.Failed<?>> beat(Instant now) {
    try {
      Heartbeat heartbeat = heartbeat(now);
      Reply<HeartbeatAnswer> reply = manager.heartbeat(membership, heartbeat);
      if (reply instanceof Reply.Failed<HeartbeatAnswer> failed) {
        refused(heartbeat, failed, now);
        return Optional.of(failed);
      }
      heard(((Reply.Given<HeartbeatAnswer>) reply).value(), heartbeat, now);
      return Optional.empty();
    } catch (StorageException e) {
      nextHeartbeat = now.plus(silence.next(interval()));
      around.listener().trouble(e);
      return Optional.of(new Reply.Failed<>(false, e.code(), e.sentence()));
    }
  }

  private Heartbeat heartbeat(Instant now) throws StorageException {
    Standing standing = duties.standing();
    return new Heartbeat(
        now,
        duties.facts(),
        Optional.of(process),
        duties.freeDisk(),
        standing.followed(),
        standing.digest(),
        helpings.withList(now) ? Optional.of(standing.holdings()) : Optional.empty(),
        duties.lastRun().or(memory.log()::lastRun),
        memory.log().reports(Heartbeat.MAX_ORDERS),
        memory.spool().oldest(helpings.events(now)));
  }

  // A busy manager, or somebody on the way, that has no room for so much may take less.
  private void refused(Heartbeat sent, Reply.Failed<?> why, Instant now) {
    if (Helpings.isForList(sent, why)) {
      Duration pause = silence.asked(why.again().orElse(Duration.ZERO));
      if (helpings.postpone(pause, interval(), now)) {
        tell(failure(EventType.AGENT_HEARTBEAT_FAILED, why, now));
      }
      nextHeartbeat = now.plus(pause);
    } else if (why.again().isPresent() && helpings.halve(sent)) {
      nextHeartbeat = now.plus(silence.asked(why.again().get()));
    } else {
      missed(why, now);
    }
  }

  private SystemEvent failure(EventType type, Reply.Failed<?> why, Instant now) {
    return SystemEvent.of(type, now)
        .with(EventError.of(why.code()))
        .figures(membership.manager(), "", why.sentence());
  }

  private void missed(Reply.Failed<?> why, Instant now) {
    EventType type =
        why.answered() ? EventType.AGENT_HEARTBEAT_FAILED : EventType.AGENT_MANAGER_SILENT;
    if (told.isEmpty()) {
      around.listener().managerLost(why);
    }
    if (told.add(type)) {
      tell(failure(type, why, now));
    }
    found = false;
    nextHeartbeat = now.plus(silence.next(interval(), why.again()));
  }

  private Duration interval() {
    return membership.guidance().map(Guidance::heartbeat).orElse(DEFAULT_INTERVAL);
  }

  private void heard(HeartbeatAnswer answer, Heartbeat asked, Instant now) throws StorageException {
    silence.reset();
    told.clear();
    memory.spool().acknowledge(answer.stored());
    memory.log().confirm(answer.confirmed());
    remember(answer);
    if (!found) {
      found = true;
      around.listener().managerFound();
    }
    bench.guide(Guidance.of(answer), now);
    bench.accept(answer.ordersBy(now));
    boolean eventsWait = memory.spool().waiting() > 0;
    boolean heardSome = !answer.stored().isEmpty() || asked.held().isPresent();
    helpings.heard(asked, answer.wantsHoldings(), eventsWait);
    boolean wantsMore = helpings.withList(now) && asked.held().isEmpty();
    nextHeartbeat =
        wantsMore || (heardSome && eventsWait) ? now : helpings.listOr(now.plus(answer.next()));
  }

  // The interval is jittered by the manager; that alone is not worth a write at every heartbeat.
  private void remember(HeartbeatAnswer answer) throws StorageException {
    Guidance latest = Guidance.of(answer);
    Membership next =
        answer.certificates().isEmpty() ? membership : membership.trusting(answer.certificates());
    boolean same = membership.guidance().filter(known -> known.isLike(latest)).isPresent();
    if (!same) {
      next = next.guidedBy(latest);
    }
    if (!next.equals(membership)) {
      memory.membership().write(next);
      membership = next;
    }
  }
}
