package io.freshseal.member.control;

import io.freshseal.events.entity.EventError;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.LoggedOrder;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The orders that a computer has begun, with their outcomes, and how its last update ended. Every
 * change is forced to disk before the method returns, so that an order is known to be begun before
 * it is, and its outcome outlives a kill. Safe for threads.
 */
public final class OrderLog {

  /** Most orders that are remembered; the oldest that the manager knows of go first. */
  public static final int MAX_ORDERS = 200;

  private static final int MAX_BYTES = 1024 * 1024;

  private final Path file;
  private final Map<UUID, LoggedOrder> orders = new LinkedHashMap<>();
  private Optional<LastRun> lastRun;

  private OrderLog(Path file, OrderLogJson.Content content) {
    this.file = file;
    this.lastRun = content.lastRun();
    content.orders().forEach(order -> orders.put(order.report().id(), order));
  }

  /**
   * Opens the log of a folder. One that cannot be understood is set aside for people to look at.
   *
   * @throws StorageException if the disk refuses
   */
  public static OrderLog open(MemberFolder folder) throws StorageException {
    Path file = folder.orders();
    if (!Files.exists(file)) {
      return new OrderLog(file, OrderLogJson.Content.EMPTY);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new OrderLog(file, OrderLogJson.read(BoundedInputStream.readAll(in, MAX_BYTES)));
    } catch (MalformedJsonException | TooLargeException e) {
      DurableFiles.moveForced(file, file.resolveSibling("orders.damaged.json"));
      return new OrderLog(file, OrderLogJson.Content.EMPTY);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  /** What is remembered of an order. */
  public synchronized Optional<LoggedOrder> find(UUID id) {
    return Optional.ofNullable(orders.get(id));
  }

  /** The orders that were begun and have no outcome yet, the oldest first. */
  public synchronized List<LoggedOrder> unfinished() {
    return orders.values().stream().filter(order -> !order.report().state().ended()).toList();
  }

  /** What the manager is not known to know, the oldest first. */
  public synchronized List<OrderReport> reports(int most) {
    return orders.values().stream()
        .filter(order -> !order.confirmed())
        .map(LoggedOrder::report)
        .limit(most)
        .toList();
  }

  /** How the last update ended. */
  public synchronized Optional<LastRun> lastRun() {
    return lastRun;
  }

  /**
   * Notes that an order is begun. To be called before anything is done.
   *
   * @return false if there is no room, because the manager has confirmed too few outcomes
   * @throws StorageException if the disk refuses; the order must not be begun then
   */
  public synchronized boolean begin(Order order, Instant now) throws StorageException {
    if (orders.size() >= MAX_ORDERS && !forgetOldest()) {
      return false;
    }
    OrderReport begun =
        new OrderReport(
            order.id(),
            OrderState.IN_PROGRESS,
            EventError.of(StatusCode.OK),
            Sentence.of(MemberSentence.ORDER_BEGUN),
            now);
    orders.put(order.id(), new LoggedOrder(order.kind(), begun, false));
    try {
      force();
      return true;
    } catch (StorageException e) {
      orders.remove(order.id());
      throw e;
    }
  }

  /**
   * Notes the outcome of an order that was begun.
   *
   * @param run how the update ended that the order was about, if it was about one
   * @throws StorageException if the disk refuses; the outcome is then known until the process ends
   */
  public synchronized void end(OrderReport outcome, Optional<LastRun> run) throws StorageException {
    orders.computeIfPresent(
        outcome.id(), (id, begun) -> new LoggedOrder(begun.kind(), outcome, false));
    lastRun = run.or(() -> lastRun);
    force();
  }

  /** Notes how an update ended that nobody ordered. */
  public synchronized void ran(LastRun run) throws StorageException {
    lastRun = Optional.of(run);
    force();
  }

  /** Notes that the manager knows these outcomes; that an order is begun is no outcome. */
  public synchronized void confirm(Set<UUID> ids) throws StorageException {
    boolean changed = false;
    for (UUID id : ids) {
      changed |= mark(id, true);
    }
    if (changed) {
      force();
    }
  }

  /** Notes that the manager asks for an order again, so does not know its outcome. */
  public synchronized void unconfirm(UUID id) throws StorageException {
    if (mark(id, false)) {
      force();
    }
  }

  private boolean mark(UUID id, boolean confirmed) {
    LoggedOrder order = orders.get(id);
    if (order == null || !order.report().state().ended() || order.confirmed() == confirmed) {
      return false;
    }
    orders.put(id, new LoggedOrder(order.kind(), order.report(), confirmed));
    return true;
  }

  private boolean forgetOldest() {
    Iterator<LoggedOrder> all = orders.values().iterator();
    while (all.hasNext()) {
      if (all.next().settled()) {
        all.remove();
        return true;
      }
    }
    return false;
  }

  private void force() throws StorageException {
    DurableFiles.replace(
        file, OrderLogJson.write(new OrderLogJson.Content(lastRun, List.copyOf(orders.values()))));
  }
}
