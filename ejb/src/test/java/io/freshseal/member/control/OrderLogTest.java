package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.events.entity.EventError;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.LoggedOrder;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderLogTest {

  private static final Instant NOW = Examples.NOW;
  private static final LastRun RUN = Examples.heartbeat(Optional.empty()).lastRun().orElseThrow();

  @TempDir private Path folder;
  private OrderLog log;

  @BeforeEach
  void open() throws IOException {
    new MemberFolder(folder).claim().close();
    log = OrderLog.open(new MemberFolder(folder));
  }

  /** What a process that was killed right now would find when it starts again. */
  private OrderLog reopened() throws IOException {
    return OrderLog.open(new MemberFolder(folder));
  }

  private static Order order() {
    return new Order(UUID.randomUUID(), OrderKind.UPDATE, Optional.empty(), NOW.plusSeconds(60));
  }

  private static OrderReport done(Order order) {
    return new OrderReport(
        order.id(),
        OrderState.SUCCEEDED,
        EventError.of(StatusCode.OK),
        Sentence.of(MemberSentence.ORDER_DONE),
        NOW);
  }

  @Test
  void orderThatWasBegun_isInProgressAfterAKill() throws IOException {
    Order order = order();
    assertThat(log.begin(order, NOW)).isTrue();

    OrderLog next = reopened();

    assertThat(next.unfinished()).extracting(LoggedOrder::kind).containsExactly(OrderKind.UPDATE);
    assertThat(next.reports(10))
        .singleElement()
        .extracting(OrderReport::state)
        .isEqualTo(OrderState.IN_PROGRESS);
  }

  @Test
  void outcomeAndLastRun_outliveAKillTogether() throws IOException {
    Order order = order();
    log.begin(order, NOW);
    log.end(done(order), Optional.of(RUN));

    OrderLog next = reopened();

    assertThat(next.unfinished()).isEmpty();
    assertThat(next.reports(10)).containsExactly(done(order));
    assertThat(next.lastRun()).contains(RUN);
  }

  @Test
  void confirmedOutcome_isReportedNoMoreAndTheOrderStaysKnown() throws IOException {
    Order order = order();
    log.begin(order, NOW);
    log.end(done(order), Optional.empty());
    log.confirm(Set.of(order.id(), UUID.randomUUID()));

    assertThat(reopened().reports(10)).isEmpty();
    assertThat(reopened().find(order.id())).isPresent();

    log.unconfirm(order.id());
    assertThat(reopened().reports(10)).containsExactly(done(order));
  }

  @Test
  void confirmationOfABegunOrder_isNoOutcome() throws IOException {
    Order order = order();
    log.begin(order, NOW);
    log.confirm(Set.of(order.id()));

    assertThat(reopened().reports(10)).hasSize(1);
  }

  @Test
  void fullLog_forgetsWhatTheManagerKnowsAndNothingElse() throws IOException {
    Order first = order();
    log.begin(first, NOW);
    for (int i = 1; i < OrderLog.MAX_ORDERS; i++) {
      log.begin(order(), NOW);
    }
    assertThat(log.begin(order(), NOW)).as("nobody knows the outcomes").isFalse();
    assertThat(log.find(first.id())).isPresent();

    log.end(done(first), Optional.empty());
    log.confirm(Set.of(first.id()));
    Order last = order();
    assertThat(log.begin(last, NOW)).isTrue();

    assertThat(reopened().find(first.id())).isEmpty();
    assertThat(reopened().find(last.id())).isPresent();
    assertThat(reopened().reports(1000)).hasSize(OrderLog.MAX_ORDERS);
  }

  @Test
  void damagedLog_isSetAsideForPeople() throws IOException {
    log.begin(order(), NOW);
    Path file = new MemberFolder(folder).orders();
    String half = Files.readString(file).substring(0, 40);
    Files.writeString(file, half);

    assertThat(reopened().reports(10)).isEqualTo(List.of());
    assertThat(file.resolveSibling("orders.damaged.json")).hasContent(half);
  }
}
