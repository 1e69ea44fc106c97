package io.freshseal.member.entity;

import java.util.Objects;

/**
 * An order as a computer remembers it.
 *
 * @param report how far it is
 * @param confirmed whether the manager knows the outcome
 */
public record LoggedOrder(OrderKind kind, OrderReport report, boolean confirmed) {

  public LoggedOrder {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(report);
  }

  /** Whether it may be forgotten when room is needed. */
  public boolean settled() {
    return confirmed && report.state().ended();
  }
}
