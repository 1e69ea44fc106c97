package io.freshseal.updates.entity;

import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.entity.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The security update that somebody wants.
 *
 * @param kind what to order of every computer
 * @param computers those to order it of; empty for all of the group, or of the fleet
 * @param group id of a relay group whose computers are meant; empty for every group
 * @param timeout after which nothing of it is begun any more, a minute to a day
 */
public record UpdateOrder(
    OrderKind kind, List<UUID> computers, Optional<String> group, Duration timeout) {

  /** Most computers that can be named one by one. */
  public static final int MOST_NAMED = 1_000;

  /** How long a run goes on when nobody says otherwise. */
  public static final Duration USUAL = Duration.ofHours(4);

  // Turning a relay on or off, and new builds, are not for a whole fleet at once.
  private static final Set<OrderKind> KINDS = Set.of(OrderKind.UPDATE, OrderKind.CLEAR_CACHE);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  public UpdateOrder {
    Objects.requireNonNull(kind);
    computers = List.copyOf(computers);
    Objects.requireNonNull(group);
    Objects.requireNonNull(timeout);
  }

  /** Why there can be no such run, whatever computers there are; empty if there can. */
  public Optional<Sentence> refused() {
    if (!KINDS.contains(kind)) {
      return Optional.of(Sentence.of(UpdateSentence.KIND));
    }
    if (computers.size() > MOST_NAMED) {
      return Optional.of(Sentence.of(UpdateSentence.TOO_MANY, MOST_NAMED));
    }
    boolean fits = timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0;
    return fits
        ? Optional.empty()
        : Optional.of(Sentence.of(UpdateSentence.TIMEOUT, SHORTEST, LONGEST));
  }
}
