package io.freshseal.member.entity;

import io.freshseal.shared.entity.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What a manager answers to a heartbeat.
 *
 * @param time by the manager's clock
 * @param next time until the next one, jittered by the manager
 * @param wantsHoldings whether the next one shall bring the list of what is held, and come at once
 * @param orders what to do, in this order
 * @param updateInterval time between two updates that the computer makes by itself; zero: none
 * @param stored keys of the events of this heartbeat that are stored, all of them or none
 * @param confirmed orders whose outcome is known now
 * @param certificates digests of the TLS certificates that the manager has or will have; empty
 *     without TLS
 */
public record HeartbeatAnswer(
    Instant time,
    Duration next,
    boolean wantsHoldings,
    List<Order> orders,
    RelayList relays,
    Duration updateInterval,
    Set<UUID> stored,
    Set<UUID> confirmed,
    Set<Sha256> certificates) {

  /** Most orders in one answer. */
  public static final int MAX_ORDERS = 16;

  /** Longest and shortest time until the next heartbeat. */
  public static final Duration LONGEST = Duration.ofDays(1);

  /** Shortest time until the next heartbeat. */
  public static final Duration SHORTEST = Duration.ofMillis(100);

  public HeartbeatAnswer {
    Objects.requireNonNull(time);
    Objects.requireNonNull(next);
    Objects.requireNonNull(relays);
    Objects.requireNonNull(updateInterval);
    orders = List.copyOf(orders);
    stored = Set.copyOf(stored);
    confirmed = Set.copyOf(confirmed);
    certificates = Set.copyOf(certificates);
  }

  /**
   * The orders with their ends by a computer's own clock, which may be years ahead of the
   * manager's: what was handed out in time is not to be skipped for that.
   *
   * @param now by that clock, when the answer arrived
   */
  public List<Order> ordersBy(Instant now) {
    Duration ahead = Duration.between(time, now);
    return orders.stream()
        .map(o -> new Order(o.id(), o.kind(), o.build(), o.until().plus(ahead)))
        .toList();
  }

  /** The same with another time until the next heartbeat. */
  public HeartbeatAnswer nextIn(Duration other) {
    return new HeartbeatAnswer(
        time,
        other,
        wantsHoldings,
        orders,
        relays,
        updateInterval,
        stored,
        confirmed,
        certificates);
  }

  /** The same with other certificates. */
  public HeartbeatAnswer withCertificates(Set<Sha256> others) {
    return new HeartbeatAnswer(
        time, next, wantsHoldings, orders, relays, updateInterval, stored, confirmed, others);
  }
}
