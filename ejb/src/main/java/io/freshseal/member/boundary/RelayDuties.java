package io.freshseal.member.boundary;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.member.control.Duties;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.control.HoldingsReading;
import io.freshseal.member.control.HostFacts;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderState;
import io.freshseal.member.entity.Standing;
import io.freshseal.replication.boundary.CacheDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.control.relay.OwnAddress;
import io.freshseal.replication.entity.CacheScope;
import io.freshseal.replication.entity.Reach;
import io.freshseal.replication.entity.RunView;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.SettingChange;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the relay of a server does as a computer of a fleet. It has a timer of its own and finds its
 * sources by itself; what it does is in the log of events already.
 */
public final class RelayDuties implements Duties {

  private static final ComputerName NAMELESS = new ComputerName("relay");
  private static final Standing NOTHING =
      new Standing(Optional.empty(), Holdings.NONE, HoldingsJson.digest(Holdings.NONE));

  private final RelayDesk relay;
  private final CacheDesk cache;
  private final SettingsDesk settings;
  private final Clock clock;
  private final HoldingsReading reading = new HoldingsReading();

  public RelayDuties(RelayDesk relay, CacheDesk cache, SettingsDesk settings, Clock clock) {
    this.relay = relay;
    this.cache = cache;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public MemberFacts facts() {
    Settings now = settings.current();
    Set<MemberRole> roles = EnumSet.of(MemberRole.RELAY);
    if (now.has(Role.SOURCE)) {
      roles.add(MemberRole.SOURCE);
    }
    return new MemberFacts(
        now.member().name().flatMap(ComputerName::parse).or(HostFacts::name).orElse(NAMELESS),
        HostFacts.platform(),
        now.relay().build(),
        roles,
        Optional.of(now.relay().url().orElseGet(() -> OwnAddress.relay(now.http())))
            .filter(url -> now.relay().serving()));
  }

  @Override
  public Standing standing() throws StorageException {
    return relay.look((vault, trust) -> reading.read(vault, trust, clock)).orElse(NOTHING);
  }

  @Override
  public long freeDisk() {
    return settings.current().data().toFile().getUsableSpace();
  }

  @Override
  public Optional<LastRun> lastRun() {
    return relay.lastRun().flatMap(RelayDuties::lastRun);
  }

  private static Optional<LastRun> lastRun(RunView run) {
    return run.finished()
        .map(
            at ->
                new LastRun(
                    at,
                    EventError.of(run.result()),
                    sentence(run),
                    run.from().map(RunView.From::address),
                    run.from().flatMap(RunView.From::build)));
  }

  @Override
  public boolean updatesByItself() {
    return false;
  }

  @Override
  public boolean does(OrderKind kind) {
    return true;
  }

  @Override
  public Done carryOut(Order order, List<Reach> from) {
    return switch (order.kind()) {
      case UPDATE -> update(from);
      case CLEAR_CACHE -> uninterrupted(this::cleared);
      case ENABLE_RELAY -> enabled(from);
      case DISABLE_RELAY -> disabled();
      case UPGRADE -> upgraded(order.build().orElse(RelayBuildTable.OWN_BUILD));
    };
  }

  @Override
  public Done update(List<Reach> from) {
    return uninterrupted(() -> done(relay.await(relay.order(RunView.Trigger.MANUAL))));
  }

  /** Work that waits for other work. */
  @FunctionalInterface
  private interface Waiting {
    Done run() throws InterruptedException;
  }

  private static Done uninterrupted(Waiting work) {
    try {
      return work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Done.of(
          OrderState.FAILED, StatusCode.INTERNAL, Sentence.of(MemberSentence.ORDER_INTERRUPTED));
    }
  }

  private static Done done(Optional<RunView> run) {
    StatusCode code = run.map(RunView::result).orElse(StatusCode.INTERNAL);
    return new Done(
        state(run),
        EventError.of(code),
        run.map(RelayDuties::sentence).orElseGet(() -> Sentence.of(MemberSentence.ORDER_DONE)),
        run.flatMap(RelayDuties::lastRun),
        true,
        List.of());
  }

  private static OrderState state(Optional<RunView> run) {
    return switch (run.map(RunView::state).orElse(RunView.State.FAILED)) {
      case COMPLETED -> OrderState.SUCCEEDED;
      case PARTIAL -> OrderState.REFUSED;
      default -> OrderState.FAILED;
    };
  }

  private static Sentence sentence(RunView run) {
    return run.sentence().orElseGet(() -> Sentence.of(MemberSentence.ORDER_DONE));
  }

  // Nobody is sent to a relay that has nothing to hand out.
  private Done enabled(List<Reach> from) {
    relay.record(EventType.RELAY_ENABLING);
    Done replicated = update(from);
    if (replicated.state() != OrderState.SUCCEEDED) {
      relay.record(EventType.RELAY_NOT_ENABLED, replicated.sentence());
      return replicated;
    }
    Done done = set(SettingKey.RELAY_SERVING, "true");
    if (done.state() == OrderState.SUCCEEDED) {
      relay.record(EventType.RELAY_ENABLED, relay.state().held());
    }
    return done;
  }

  private Done disabled() {
    Done done = set(SettingKey.RELAY_SERVING, "false");
    if (done.state() == OrderState.SUCCEEDED) {
      relay.record(EventType.RELAY_DISABLED);
    }
    return done;
  }

  private Done upgraded(RelayBuild build) {
    return set(SettingKey.RELAY_BUILD, build.text());
  }

  private Done set(SettingKey key, String value) {
    return settings.change(key.key(), value) instanceof SettingChange.Refused refused
        ? Done.of(OrderState.FAILED, refused.code(), refused.sentence())
        : Done.of(OrderState.SUCCEEDED, StatusCode.OK, Sentence.of(MemberSentence.ORDER_DONE));
  }

  private Done cleared() throws InterruptedException {
    StatusCode code = cache.clearByOrder(CacheScope.ALL).code();
    return Done.of(
        code == StatusCode.OK ? OrderState.SUCCEEDED : OrderState.FAILED,
        code,
        Sentence.of(MemberSentence.ORDER_DONE));
  }
}
