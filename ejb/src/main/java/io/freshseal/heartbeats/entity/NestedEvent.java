package io.freshseal.heartbeats.entity;

import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The system event that an event of an agent arrives in. Operators watch the numbers of the
 * manager: 2204, 2205 and 2206 say how the updates of agents end, whatever the agent's own number
 * is.
 */
final class NestedEvent {

  private NestedEvent() {}

  /**
   * The system event around an agent's; empty if its event is none of an update.
   *
   * @param reported as it is kept; the key of what is around it follows from its key, so that both
   *     are stored once
   */
  static Optional<SystemEvent> around(SystemEvent reported) {
    return type(reported.type()).map(type -> around(type, reported));
  }

  private static SystemEvent around(EventType type, SystemEvent reported) {
    List<String> figures = new ArrayList<>(List.of(Integer.toString(reported.type().number())));
    figures.addAll(reported.figures());
    return new SystemEvent(
        key(reported.key()),
        reported.time(),
        type,
        reported.target(),
        reported.actor(),
        reported.error(),
        figures);
  }

  private static UUID key(UUID nested) {
    return UUID.nameUUIDFromBytes(("nested " + nested).getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<EventType> type(EventType reported) {
    return switch (reported) {
      case AGENT_UPDATED -> Optional.of(EventType.AGENTS_UPDATED);
      case AGENT_UPDATE_FAILED,
          AGENT_SIGNATURE_REFUSED,
          AGENT_SOURCE_UNREACHABLE,
          AGENT_UPDATE_FAULT ->
          Optional.of(EventType.AGENTS_UPDATE_FAILED);
      case AGENT_UPDATE_SKIPPED -> Optional.of(EventType.AGENTS_UPDATE_SKIPPED);
      default -> Optional.empty();
    };
  }
}
