package io.freshseal.updates.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerLeaves;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.UpdateSentence;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** What computers hear and say of their orders, and the runs that go on by that. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Orders {

  private static final System.Logger LOG = System.getLogger(Orders.class.getName());

  @EJB private UpdateRows rows;
  @EJB private UpdateProgress progress;
  @EJB private ComputerRows computers;

  /**
   * Takes the reports of a computer in.
   *
   * @return the ids of all reports that need not come again: also of such as mean nothing here
   */
  public Set<UUID> report(UUID computer, List<OrderReport> reports, Instant now) {
    Set<UUID> confirmed = new HashSet<>();
    for (OrderReport report : reports) {
      Optional<UpdateStep> step =
          rows.step(report.id()).filter(known -> known.computer().equals(computer));
      if (step.isPresent() && report.state() == OrderState.SUCCEEDED) {
        follow(step.get());
      }
      if (step.filter(known -> known.report(report, now)).isPresent()) {
        goOn(step.get(), now);
      }
      if (report.state().ended()) {
        confirmed.add(report.id());
      }
    }
    return confirmed;
  }

  // Who may serve others is changed by an order that was done, and by nothing that a computer says;
  // also by one that was done after nobody waited for it any more, but not by the same one twice.
  private void follow(UpdateStep step) {
    if (step.state() != StepState.SUCCEEDED) {
      rows.find(step.update())
          .map(SecurityUpdate::kind)
          .flatMap(Orders::change)
          .ifPresent(change -> computers.claim(step.computer()).ifPresent(change));
    }
  }

  private static Optional<Consumer<Computer>> change(OrderKind done) {
    return switch (done) {
      case ENABLE_RELAY -> Optional.of(Computer::servesByOrder);
      case DISABLE_RELAY -> Optional.of(Computer::servesNobodyByOrder);
      default -> Optional.empty();
    };
  }

  // The report of an agent moves nobody else; that of a relay moves what is behind it.
  private void goOn(UpdateStep step, Instant now) {
    if (step.state().ended()) {
      if (step.isRelay()) {
        progress.advance(step.update(), now);
      } else {
        progress.endIfOver(step.update(), now);
      }
    }
  }

  /** Ends what a computer has still to do that leaves the fleet; the runs go on without it. */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void computerLeaves(@Observes ComputerLeaves gone) {
    for (UpdateStep step : rows.openOf(gone.computer())) {
      step.lose(Sentence.of(UpdateSentence.REMOVED), gone.at());
      goOn(step, gone.at());
    }
  }

  /** What a computer is to do, in this order. */
  public List<Order> of(UUID computer, Instant now) {
    return rows.ordersOf(computer).stream()
        .filter(step -> step.isHandedOut(now))
        .limit(HeartbeatAnswer.MAX_ORDERS)
        .flatMap(
            step ->
                rows.find(step.update()).stream()
                    .map(
                        update ->
                            new Order(step.id(), update.kind(), update.build(), update.until())))
        .toList();
  }

  /**
   * Takes every run on that has not ended: time passes, and computers come and go. Each in a
   * transaction of its own, so that what one of them meets with does not stop the others.
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void tend(Instant now) {
    for (UUID id : rows.open()) {
      try {
        progress.advance(id, now);
      } catch (EJBException e) {
        LOG.log(Level.WARNING, "the security update " + id + " does not go on", e);
      }
    }
  }
}
