package io.freshseal.member.entity;

import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a computer reports at regular times. What it holds is named by a digest; the list itself
 * comes along when the manager has asked for it, so that the cost of a heartbeat does not grow with
 * what is held.
 *
 * @param time by the computer's clock
 * @param process which life of the program speaks; older programs do not say it
 * @param freeDisk bytes free where it keeps its files; -1 if it cannot tell
 * @param holdings digest of the JSON of {@link Holdings}
 * @param held the list of that digest, if it comes along
 * @param orders outcomes that the manager has not confirmed yet
 * @param events events that the manager has not confirmed yet, the oldest first
 */
public record Heartbeat(
    Instant time,
    MemberFacts facts,
    Optional<ProcessId> process,
    long freeDisk,
    Optional<Followed> followed,
    Sha256 holdings,
    Optional<Holdings> held,
    Optional<LastRun> lastRun,
    List<OrderReport> orders,
    List<SystemEvent> events) {

  /** Most outcomes of orders in one heartbeat. */
  public static final int MAX_ORDERS = 32;

  /** Most events in one heartbeat; what is left comes with the next. */
  public static final int MAX_EVENTS = 200;

  public Heartbeat {
    Objects.requireNonNull(time);
    Objects.requireNonNull(facts);
    Objects.requireNonNull(process);
    Objects.requireNonNull(followed);
    Objects.requireNonNull(holdings);
    Objects.requireNonNull(held);
    Objects.requireNonNull(lastRun);
    orders = List.copyOf(orders);
    events = List.copyOf(events);
    if (orders.size() > MAX_ORDERS || events.size() > MAX_EVENTS) {
      throw new IllegalArgumentException("too much for one heartbeat");
    }
  }
}
