package io.freshseal.member.control;

import io.freshseal.events.entity.EventError;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderState;
import io.freshseal.member.entity.Reply;
import io.freshseal.member.entity.Standing;
import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A computer whose relays answer or not, and that writes down what it did and heard. */
final class ScriptedComputer implements Duties, LoopListener {

  final List<String> log = new ArrayList<>();
  final List<List<URI>> asked = new ArrayList<>();
  final Set<URI> alive = new java.util.HashSet<>();
  final Set<OrderKind> kinds = EnumSet.of(OrderKind.UPDATE, OrderKind.CLEAR_CACHE);
  Holdings holdings = Examples.HELD;
  boolean folderInUse;
  private final Clock clock;

  ScriptedComputer(Clock clock) {
    this.clock = clock;
  }

  @Override
  public MemberFacts facts() {
    return Examples.FACTS;
  }

  @Override
  public Standing standing() {
    return new Standing(Optional.empty(), holdings, HoldingsJson.digest(holdings));
  }

  @Override
  public long freeDisk() {
    return 7;
  }

  @Override
  public boolean does(OrderKind kind) {
    return kinds.contains(kind);
  }

  @Override
  public Done carryOut(Order order, List<Reach> from) {
    log.add("carried out " + order.kind());
    return order.kind() == OrderKind.UPDATE
        ? run(from)
        : Done.of(OrderState.SUCCEEDED, StatusCode.OK, Sentence.of(MemberSentence.ORDER_DONE));
  }

  @Override
  public Done update(List<Reach> from) {
    log.add("updated");
    return run(from);
  }

  private Done run(List<Reach> from) {
    if (folderInUse) {
      return inUse();
    }
    List<URI> urls = from.stream().map(Reach::url).toList();
    asked.add(urls);
    Optional<URI> relay = urls.stream().filter(alive::contains).findFirst();
    StatusCode code = relay.isPresent() ? StatusCode.OK : StatusCode.SOURCE_UNREACHABLE;
    Sentence sentence = Sentence.of(MemberSentence.ORDER_DONE);
    LastRun run =
        new LastRun(
            clock.instant(),
            EventError.of(code),
            sentence,
            relay.map(URI::toString),
            Optional.empty());
    return new Done(
        relay.isPresent() ? OrderState.SUCCEEDED : OrderState.FAILED,
        EventError.of(code),
        sentence,
        Optional.of(run),
        relay.isPresent(),
        List.of());
  }

  // As an agent ends an update that came to nobody: nothing is known of any relay.
  private Done inUse() {
    EventError error = EventError.of(StatusCode.BUSY);
    Sentence sentence = Sentence.of(MemberSentence.ORDER_DONE);
    LastRun run = new LastRun(clock.instant(), error, sentence, Optional.empty(), Optional.empty());
    return new Done(OrderState.FAILED, error, sentence, Optional.of(run), true, List.of());
  }

  @Override
  public void managerLost(Reply.Failed<?> why) {
    log.add("lost: " + why.code());
  }

  @Override
  public void managerFound() {
    log.add("found");
  }

  @Override
  public void ended(Order order, Done how) {
    log.add("ended " + order.kind() + ": " + how.state());
  }

  @Override
  public void updated(Done how) {
    log.add("update: " + how.state());
  }

  @Override
  public void trouble(StorageException fault) {
    throw new AssertionError(fault);
  }

  @Override
  public void hurry() {
    // The test calls the loop whenever it wants.
  }
}
