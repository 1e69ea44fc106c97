package io.freshseal.member.entity;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a piece of work ended, ordered or not.
 *
 * @param error what it ended with; {@code STATUS_OK} if nothing was refused
 * @param sentence why, or that nothing is wrong
 * @param run how the update ended that it was; empty for other work
 * @param reached whether a relay or source answered, if it was an update
 * @param events what is to be told of it
 */
public record Done(
    OrderState state,
    EventError error,
    Sentence sentence,
    Optional<LastRun> run,
    boolean reached,
    List<SystemEvent> events) {

  public Done {
    Objects.requireNonNull(state);
    Objects.requireNonNull(error);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(run);
    events = List.copyOf(events);
  }

  /** Work that was no update and came to nothing, or to everything. */
  public static Done of(OrderState state, StatusCode code, Sentence sentence) {
    return new Done(state, EventError.of(code), sentence, Optional.empty(), true, List.of());
  }
}
