package io.freshseal.heartbeats.boundary;

import io.freshseal.events.entity.EventError;
import io.freshseal.lease.boundary.Leases;
import io.freshseal.member.control.HoldingsReading;
import io.freshseal.member.control.HostFacts;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Standing;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.control.relay.OwnAddress;
import io.freshseal.replication.entity.RelayView;
import io.freshseal.replication.entity.RunView;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The relay of the manager's own process as a computer of the fleet: it reports like every other,
 * without a network in between. Its events are in the log already. One thread at a time.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OwnRelay {

  private static final String ADDRESS = "127.0.0.1";
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final ComputerName NAMELESS = new ComputerName("manager");

  @EJB private HeartbeatDesk desk;
  @EJB private HeartbeatRows rows;
  @EJB private OwnOrders orders;
  @EJB private RelayDesk relay;
  @EJB private SettingsDesk settings;
  @EJB private Leases leases;
  @Inject private Clock clock;

  private final HoldingsReading reading = new HoldingsReading();
  private Instant due = Instant.MIN;
  private Optional<String> reported = Optional.empty();

  /**
   * Reports, if that is due or a run has ended since the last time.
   *
   * @throws StorageException if the store cannot be read
   */
  public synchronized void report() throws StorageException {
    if (!relay.active()) {
      return;
    }
    RelayView view = relay.state();
    Instant now = clock.instant();
    boolean news = orders.hasNews();
    if (!news && now.isBefore(due) && view.last().map(RunView::id).equals(reported)) {
      return;
    }
    Optional<Standing> standing = relay.look((vault, trust) -> reading.read(vault, trust, now));
    if (standing.isPresent()) {
      send(standing.get(), view, now);
    }
  }

  private void send(Standing standing, RelayView view, Instant now) {
    Settings current = settings.current();
    MemberFacts facts = facts(current);
    UUID id = UUID.fromString(leases.node());
    rows.makeOwn(id, facts, now);
    Optional<HeartbeatAnswer> answer =
        desk.take(id, heartbeat(standing, facts, view, now), ADDRESS);
    answer.ifPresent(
        heard -> {
          orders.confirm(heard.confirmed());
          orders.accept(heard.orders());
        });
    due = answer.map(a -> now.plus(next(a))).orElse(now);
    reported = view.last().map(RunView::id);
  }

  private Heartbeat heartbeat(Standing standing, MemberFacts facts, RelayView view, Instant now) {
    return new Heartbeat(
        now,
        facts,
        settings.current().data().toFile().getUsableSpace(),
        standing.followed(),
        standing.digest(),
        Optional.of(standing.holdings()),
        view.last().flatMap(run -> lastRun(run, view)),
        orders.reports(),
        List.of());
  }

  // Asking itself costs nothing, so that an order is not kept waiting here.
  private static Duration next(HeartbeatAnswer answer) {
    return answer.next().compareTo(SOON) < 0 ? answer.next() : SOON;
  }

  private static Optional<LastRun> lastRun(RunView run, RelayView view) {
    return run.finished()
        .map(
            at ->
                new LastRun(
                    at,
                    EventError.of(run.result()),
                    run.sentence().orElseGet(() -> Sentence.of(MemberSentence.ORDER_DONE)),
                    Optional.of(view.source().toString()),
                    Optional.empty()));
  }

  private static MemberFacts facts(Settings settings) {
    Set<MemberRole> roles = EnumSet.of(MemberRole.RELAY);
    if (settings.has(Role.SOURCE)) {
      roles.add(MemberRole.SOURCE);
    }
    return new MemberFacts(
        HostFacts.name().orElse(NAMELESS),
        HostFacts.platform(),
        settings.relay().build(),
        roles,
        Optional.of(settings.relay().url().orElseGet(() -> OwnAddress.relay(settings.http()))));
  }
}
