package io.freshseal.member.control;

import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.Guidance;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.LoggedOrder;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The work of a computer of the fleet, one piece at a time: orders in the order in which they came,
 * and updates by itself in between. An order is carried out once: it is logged before it is begun
 * and when it has ended, and one that a kill interrupted is begun again, for no kind of order does
 * harm the second time. Safe for threads.
 */
final class Workbench {

  private static final Duration LONGEST_START = Duration.ofMinutes(1);

  private final MemberMemory memory;
  private final Duties duties;
  private final Surroundings around;
  private final BackOff silence;
  private final RelayRounds rounds = new RelayRounds();
  private final Deque<Order> waiting = new ArrayDeque<>();
  private Optional<Guidance> guidance = Optional.empty();
  private Instant nextUpdate = Instant.MAX;
  private Optional<UUID> atWork = Optional.empty();
  private boolean busy;
  private boolean news;
  private boolean closed;
  private boolean wanted;

  Workbench(MemberMemory memory, Duties duties, Surroundings around) {
    this.memory = memory;
    this.duties = duties;
    this.around = around;
    this.silence = new BackOff(around);
  }

  /** Takes up what an earlier process left. */
  synchronized void resume(Instant now) {
    for (LoggedOrder left : memory.log().unfinished()) {
      OrderReport report = left.report();
      Order order = new Order(report.id(), left.kind(), Optional.empty(), report.at());
      if (duties.does(left.kind()) && left.kind().speaksForItself()) {
        waiting.add(order);
      } else if (!duties.does(left.kind())) {
        ended(
            order,
            Done.of(
                OrderState.FAILED,
                StatusCode.INTERNAL,
                Sentence.of(MemberSentence.ORDER_INTERRUPTED)),
            now);
      }
    }
  }

  /** Begins nothing more. Work that is cut off has no outcome: the next process begins it again. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  // Work may end well while the process ends; whatever else it says then is about the end.
  private boolean isCutOff(Done done) {
    return closed && done.state() != OrderState.SUCCEEDED;
  }

  /** Hears where to take components from, and how often. */
  synchronized void guide(Guidance latest, Instant now) {
    boolean otherInterval = guidance.filter(g -> g.update().equals(latest.update())).isEmpty();
    guidance = Optional.of(latest);
    wanted &= updatesByItself();
    notifyAll();
    if (otherInterval) {
      nextUpdate = firstUpdate(interval(), now);
    }
  }

  private Instant firstUpdate(Duration interval, Instant now) {
    if (interval.isZero()) {
      return Instant.MAX;
    }
    Instant planned =
        memory.log().lastRun().map(run -> run.at().plus(interval)).orElse(Instant.MIN);
    Duration tenth = interval.dividedBy(10);
    Duration spread = tenth.compareTo(LONGEST_START) < 0 ? tenth : LONGEST_START;
    return planned.isAfter(now) && !planned.isAfter(now.plus(interval))
        ? planned
        : now.plus(around.upTo(spread));
  }

  /** Takes orders; one that is known already is not taken again, but its outcome told again. */
  synchronized void accept(List<Order> orders) throws StorageException {
    for (Order order : orders) {
      if (isOver(order) || atWork.filter(order.id()::equals).isPresent()) {
        memory.log().unconfirm(order.id());
      } else if (waiting.size() < OrderLog.MAX_ORDERS
          && waiting.stream().noneMatch(known -> known.id().equals(order.id()))) {
        waiting.add(order);
      }
    }
  }

  private boolean isOver(Order order) {
    return memory
        .log()
        .find(order.id())
        .filter(known -> known.report().state().ended())
        .isPresent();
  }

  /** Tells once whether an order has ended since the last question. */
  synchronized boolean takeNews() {
    boolean taken = news;
    news = false;
    return taken;
  }

  /** The time of the next update by itself; {@link Instant#MAX} if there is none. */
  synchronized Instant nextUpdate() {
    if (busy) {
      return Instant.MAX;
    }
    return wanted ? Instant.MIN : nextUpdate;
  }

  /** Whether it updates without being told to. */
  synchronized boolean updatesByItself() {
    return !closed && !interval().isZero();
  }

  /** Wants an update by itself before its time, if it makes any. */
  synchronized void want() {
    wanted = updatesByItself();
  }

  /** Waits until nothing is done and no update is wanted. */
  synchronized void awaitRest() throws InterruptedException {
    while (!closed && (wanted || busy)) {
      wait();
    }
  }

  /** Moves what is planned along with a clock that was set. */
  synchronized void clockChanged(Instant now) {
    nextUpdate = firstUpdate(interval(), now);
  }

  /** Begins the next order, if there is one and nothing else is done. */
  void beginOrder(Instant now) throws StorageException {
    Optional<Order> next = claim(now);
    if (next.isPresent()) {
      Order order = next.get();
      List<Reach> from = sources();
      around.worker().execute(() -> finish(order, Attempt.at(() -> duties.carryOut(order, from))));
    }
  }

  /** Begins an update by itself, if it is time and nothing else is done. */
  void beginUpdate(Instant now) {
    if (claimUpdate(now)) {
      List<Reach> from = sources();
      around.worker().execute(() -> finishUpdate(Attempt.at(() -> duties.update(from))));
    }
  }

  private synchronized boolean claimUpdate(Instant now) {
    boolean time = wanted || !now.isBefore(nextUpdate);
    boolean due = !closed && !busy && waiting.isEmpty() && time;
    busy |= due;
    wanted &= !due;
    return due;
  }

  private synchronized Optional<Order> claim(Instant now) throws StorageException {
    while (!closed && !busy && !waiting.isEmpty()) {
      Order order = waiting.element();
      boolean begunBefore = memory.log().find(order.id()).isPresent();
      if (!begunBefore && !memory.log().begin(order, now)) {
        return Optional.empty();
      }
      waiting.remove();
      Optional<Done> refusal =
          begunBefore ? Optional.empty() : OrderFitness.refusal(order, duties, now);
      if (refusal.isPresent()) {
        ended(order, refusal.get(), now);
      } else {
        busy = true;
        atWork = Optional.of(order.id());
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  /** Where to take components from now, in the order to try. */
  synchronized List<Reach> sources() {
    return guidance.map(Guidance::relays).map(rounds::sources).orElse(List.of());
  }

  private void finish(Order order, Done done) {
    Instant now = around.clock().instant();
    synchronized (this) {
      busy = false;
      atWork = Optional.empty();
      notifyAll();
      if (isCutOff(done)) {
        return;
      }
      done.run().ifPresent(run -> plan(done, now));
      ended(order, done, now);
    }
    around.listener().hurry();
  }

  private void finishUpdate(Done done) {
    Instant now = around.clock().instant();
    synchronized (this) {
      busy = false;
      notifyAll();
      if (isCutOff(done)) {
        return;
      }
      plan(done, now);
    }
    done.events().forEach(this::spool);
    done.run().ifPresent(this::ran);
    around.listener().updated(done);
    around.listener().hurry();
  }

  // After a round that nobody answered the next comes sooner, but not at once.
  private void plan(Done done, Instant now) {
    Duration interval = interval();
    Optional<String> from = done.run().flatMap(LastRun::from);
    if (rounds.ended(guidance.map(Guidance::relays), done.reached(), from)) {
      silence.reset();
    }
    Duration pause = done.reached() ? interval : silence.next(interval);
    nextUpdate = interval.isZero() ? Instant.MAX : now.plus(pause);
  }

  /** Time between two updates by itself; zero if it makes none. */
  synchronized Duration interval() {
    return duties.updatesByItself()
        ? guidance.map(Guidance::update).orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  private void ended(Order order, Done done, Instant now) {
    news = true;
    done.events().forEach(this::spool);
    try {
      memory
          .log()
          .end(
              new OrderReport(order.id(), done.state(), done.error(), done.sentence(), now),
              done.run());
    } catch (StorageException e) {
      around.listener().trouble(e);
    }
    around.listener().ended(order, done);
  }

  private void ran(LastRun run) {
    try {
      memory.log().ran(run);
    } catch (StorageException e) {
      around.listener().trouble(e);
    }
  }

  /** Keeps an event for the manager. */
  void spool(SystemEvent event) {
    try {
      memory.spool().append(event);
      around.listener().told(event);
    } catch (StorageException e) {
      around.listener().trouble(e);
    }
  }
}
