package io.freshseal.member.entity;

import io.freshseal.events.entity.EventError;
import io.freshseal.shared.entity.Sentence;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * How far a computer is with an order.
 *
 * @param id the order's
 * @param error what it ended with; {@code STATUS_OK} while it has not
 * @param at by the computer's clock
 */
public record OrderReport(
    UUID id, OrderState state, EventError error, Sentence sentence, Instant at) {

  public OrderReport {
    Objects.requireNonNull(id);
    Objects.requireNonNull(state);
    Objects.requireNonNull(error);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(at);
  }
}
