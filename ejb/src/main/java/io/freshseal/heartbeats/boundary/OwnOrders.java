package io.freshseal.heartbeats.boundary;

import io.freshseal.events.entity.EventError;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.entity.RunView;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Carries out what is ordered of the relay of the manager's own process. What was going on when the
 * process ended is ordered again by the manager, and nothing of it does harm twice. One thread at a
 * time.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OwnOrders {

  @EJB private RelayDesk relay;
  @Inject private Clock clock;

  private final Map<UUID, String> runs = new HashMap<>();
  private final Map<UUID, OrderReport> reports = new HashMap<>();

  /** Begins what is new among these. */
  public synchronized void accept(List<Order> orders) {
    for (Order order : orders) {
      if (!reports.containsKey(order.id())) {
        begin(order);
      }
    }
  }

  /** Whether a report of the last look is another one now, or waits to be said. */
  public synchronized boolean hasNews() {
    runs.entrySet().removeIf(entry -> ended(entry.getKey(), entry.getValue()));
    return !reports.isEmpty();
  }

  /** What is to be said of orders. */
  public synchronized List<OrderReport> reports() {
    return List.copyOf(reports.values());
  }

  /** Forgets what the manager knows now. */
  public synchronized void confirm(Set<UUID> confirmed) {
    reports.keySet().removeAll(confirmed);
  }

  private void begin(Order order) {
    switch (order.kind()) {
      case UPDATE -> {
        runs.put(order.id(), relay.runByOrder());
        report(order.id(), OrderState.IN_PROGRESS, StatusCode.OK, MemberSentence.ORDER_BEGUN);
      }
      case CLEAR_CACHE -> {
        StatusCode code = relay.clearCache();
        report(
            order.id(),
            code == StatusCode.OK ? OrderState.SUCCEEDED : OrderState.FAILED,
            code,
            MemberSentence.ORDER_DONE);
      }
      default ->
          report(
              order.id(),
              OrderState.SKIPPED,
              StatusCode.OK,
              MemberSentence.ORDER_NOT_FOR_THIS_COMPUTER,
              order.kind());
    }
  }

  private boolean ended(UUID order, String id) {
    Optional<RunView> run = relay.run(id);
    if (run.filter(RunView::running).isPresent()) {
      return false;
    }
    StatusCode code = run.map(RunView::result).orElse(StatusCode.INTERNAL);
    Sentence sentence =
        run.flatMap(RunView::sentence).orElseGet(() -> Sentence.of(MemberSentence.ORDER_DONE));
    reports.put(
        order, new OrderReport(order, state(run), EventError.of(code), sentence, clock.instant()));
    return true;
  }

  private static OrderState state(Optional<RunView> run) {
    return switch (run.map(RunView::state).orElse(RunView.State.FAILED)) {
      case COMPLETED -> OrderState.SUCCEEDED;
      case PARTIAL -> OrderState.REFUSED;
      default -> OrderState.FAILED;
    };
  }

  private void report(
      UUID order, OrderState state, StatusCode code, MemberSentence key, Object... arguments) {
    reports.put(
        order,
        new OrderReport(
            order, state, EventError.of(code), Sentence.of(key, arguments), clock.instant()));
  }
}
