package io.freshseal.member.control;

import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderState;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether an order is begun at all. */
final class OrderFitness {

  private OrderFitness() {}

  /** How an order ends that is not begun; empty if it is. */
  static Optional<Done> refusal(Order order, Duties duties, Instant now) {
    return unfit(order, duties, now).map(why -> skipped(order, why, now));
  }

  private static Optional<Sentence> unfit(Order order, Duties duties, Instant now) {
    if (now.isAfter(order.until())) {
      return Optional.of(Sentence.of(MemberSentence.ORDER_TOO_LATE, order.until()));
    }
    if (duties.does(order.kind())) {
      return Optional.empty();
    }
    return Optional.of(
        order.kind() == OrderKind.UPGRADE && order.build().isPresent()
            ? Sentence.of(MemberSentence.ORDER_TAKES_A_PACKAGE, order.build().get())
            : Sentence.of(MemberSentence.ORDER_NOT_FOR_THIS_COMPUTER, order.kind()));
  }

  private static Done skipped(Order order, Sentence why, Instant now) {
    Done done = Done.of(OrderState.SKIPPED, StatusCode.OK, why);
    SystemEvent event =
        SystemEvent.of(EventType.AGENT_UPDATE_SKIPPED, now).figures(order.kind(), "", why);
    return new Done(done.state(), done.error(), why, Optional.empty(), true, List.of(event));
  }
}
