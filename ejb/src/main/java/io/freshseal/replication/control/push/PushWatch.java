package io.freshseal.replication.control.push;

import io.freshseal.replication.entity.PushView;
import io.freshseal.replication.entity.PushView.State;
import io.freshseal.replication.entity.Reach;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Waits for the next catalog and has it fetched, one request at a time. Has no thread and no timer
 * of its own: {@link #step} waits once or runs once and says how long to pause. To be called by one
 * thread; {@link #view} by any.
 */
public final class PushWatch {

  /**
   * Longest wait that is asked for: below the minute after which proxies cut silent connections.
   */
  public static final Duration WAIT = Duration.ofSeconds(50);

  /** Shortest one that is asked for where something on the way cuts longer ones. */
  static final Duration LEAST_WAIT = Duration.ofSeconds(10);

  /** The first one, so that it is known soon whether somebody waits there at all. */
  static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** Least time between two runs by push, however often there is a new catalog. */
  static final Duration DISTANCE = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_WITHOUT = Duration.ofMinutes(5);
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 16;

  private final PushDuties duties;
  private final PushLine line;
  private final Clock clock;
  private final LongSupplier ticker;
  private final RandomGenerator random;
  private volatile PushView view;
  private Duration wait = WAIT;
  private Optional<WaitAnswer.Changed> heard = Optional.empty();
  private long lastRun;
  private int failures;
  private int cuts;

  /**
   * Waits for nothing yet.
   *
   * @param ticker nanoseconds that pass whatever happens to the clock
   */
  public PushWatch(
      PushDuties duties, PushLine line, Clock clock, LongSupplier ticker, RandomGenerator random) {
    this.duties = duties;
    this.line = line;
    this.clock = clock;
    this.ticker = ticker;
    this.random = random;
    this.view = PushView.begun(State.STARTING, clock.instant());
    this.lastRun = ticker.getAsLong() - DISTANCE.toNanos();
  }

  /** How it stands. */
  public PushView view() {
    return view;
  }

  /**
   * Waits once, or runs by what was heard before.
   *
   * @return how long to do nothing
   */
  public Duration step() throws InterruptedException {
    if (!duties.listens()) {
      heard = Optional.empty();
      return tell(State.OFF, Optional.empty(), IDLE);
    }
    if (heard.isPresent()) {
      return run();
    }
    List<Reach> sources = duties.sources();
    if (sources.isEmpty()) {
      return tell(State.STARTING, Optional.empty(), IDLE);
    }
    Optional<String> held = duties.held();
    long asked = ticker.getAsLong();
    for (Reach at : sources) {
      WaitAnswer answer = line.ask(at, held, view.state() == State.CONNECTED ? wait : FIRST_WAIT);
      if (!(answer instanceof WaitAnswer.Failed)) {
        return took(at, answer);
      }
    }
    return lost(sources.get(0), Duration.ofNanos(ticker.getAsLong() - asked));
  }

  private Duration took(Reach at, WaitAnswer answer) throws InterruptedException {
    Optional<String> by = Optional.of(at.url().toString());
    if (answer instanceof WaitAnswer.Changed changed) {
      heard = Optional.of(changed);
      view = view.hearing(clock.instant());
      duties.heard(view);
      Duration pause = pauseBeforeRun();
      return pause.isZero() ? run() : pause;
    }
    failures = 0;
    cuts = 0;
    if (answer instanceof WaitAnswer.NotWaiting not) {
      Duration again = atMost(not.again().orElse(LONGEST_WITHOUT), LONGEST_WITHOUT);
      return tell(State.UNSUPPORTED, by, again.plus(upTo(again)));
    }
    return tell(State.CONNECTED, by, Duration.ZERO);
  }

  // Something on the way may cut a connection on which nothing is said; that is no failure yet. If
  // it happens twice in a row the wait was too long. A server that stops does it to all at once.
  private Duration lost(Reach at, Duration after) {
    if (after.compareTo(LEAST_WAIT) >= 0 && wait.compareTo(LEAST_WAIT) > 0) {
      cuts++;
      if (cuts > 1) {
        cuts = 0;
        Duration half = wait.dividedBy(2);
        wait = half.compareTo(LEAST_WAIT) > 0 ? half : LEAST_WAIT;
      }
      return upTo(LEAST_WAIT);
    }
    wait = WAIT;
    cuts = 0;
    return tell(State.LOST, Optional.of(at.url().toString()), backOff());
  }

  private Duration pauseBeforeRun() {
    long distance = DISTANCE.toNanos() - (ticker.getAsLong() - lastRun);
    return Duration.ofNanos(Math.max(distance, upTo(duties.jitter()).toNanos()));
  }

  private Duration run() throws InterruptedException {
    Optional<String> wanted = heard.flatMap(WaitAnswer.Changed::tag);
    heard = Optional.empty();
    Optional<String> before = duties.held();
    if (before.isEmpty() || !before.equals(wanted)) {
      lastRun = ticker.getAsLong();
      duties.run();
      if (duties.held().equals(before)) {
        return tell(State.LOST, view.at(), backOff());
      }
    }
    failures = 0;
    return Duration.ZERO;
  }

  // Half of it for certain, half by chance; never longer than the interval, which counts anyway.
  private Duration backOff() {
    Duration mean = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    Duration half = atMost(mean, duties.interval()).dividedBy(2);
    return half.plus(upTo(half));
  }

  private Duration upTo(Duration most) {
    return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
  }

  private static Duration atMost(Duration one, Duration most) {
    return one.compareTo(most) < 0 ? one : most;
  }

  private Duration tell(State state, Optional<String> at, Duration pause) {
    PushView now = view;
    if (now.state() != state || !now.at().equals(at)) {
      view = now.becoming(state, clock.instant(), at);
      duties.stands(view);
    }
    return pause;
  }
}
