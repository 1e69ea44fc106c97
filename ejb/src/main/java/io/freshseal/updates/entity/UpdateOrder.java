package io.freshseal.updates.entity;

import io.freshseal.computers.entity.ComputerSelection;
import io.freshseal.fleet.entity.RelayBuild;
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
 * @param computers those to order it of
 * @param timeout after which nothing of it is begun any more, a minute to a day
 * @param spread over which agents that may begin do so, each at its own place in it; relays never
 *     wait. Zero for all at once, at most 12 hours
 * @param build for {@code UPGRADE}: the build to have; empty for the newest that each has
 */
public record UpdateOrder(
    OrderKind kind,
    ComputerSelection computers,
    Duration timeout,
    Duration spread,
    Optional<RelayBuild> build) {

  /** Most computers that can be named one by one. */
  public static final int MOST_NAMED = 1_000;

  /** How long a run goes on when nobody says otherwise. */
  public static final Duration USUAL = Duration.ofHours(4);

  /** The widest spread. */
  public static final Duration WIDEST_SPREAD = Duration.ofHours(12);

  // Turning a relay on or off, and new builds, are not for a whole fleet at once.
  private static final Set<OrderKind> FOR_MANY = Set.of(OrderKind.UPDATE, OrderKind.CLEAR_CACHE);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  public UpdateOrder {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(computers);
    Objects.requireNonNull(timeout);
    Objects.requireNonNull(spread);
    Objects.requireNonNull(build);
  }

  /**
   * Named computers, those of a group, or those of both, all at once.
   *
   * @param computers empty for all of the group, or of the fleet
   * @param group id of a relay group; empty for every group
   */
  public UpdateOrder(
      OrderKind kind, List<UUID> computers, Optional<String> group, Duration timeout) {
    this(kind, ComputerSelection.of(computers, group), timeout, Duration.ZERO, Optional.empty());
  }

  /** Why there can be no such run, whatever computers there are; empty if there can. */
  public Optional<Sentence> refused() {
    if (!FOR_MANY.contains(kind) && computers.computers().isEmpty()) {
      return Optional.of(Sentence.of(UpdateSentence.KIND));
    }
    if (build.isPresent() && kind != OrderKind.UPGRADE) {
      return Optional.of(Sentence.of(UpdateSentence.BUILD));
    }
    if (computers.computers().size() > MOST_NAMED) {
      return Optional.of(Sentence.of(UpdateSentence.TOO_MANY, MOST_NAMED));
    }
    if (spread.isNegative() || spread.compareTo(WIDEST_SPREAD) > 0) {
      return Optional.of(Sentence.of(UpdateSentence.SPREAD, WIDEST_SPREAD));
    }
    boolean fits = timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0;
    return fits
        ? Optional.empty()
        : Optional.of(Sentence.of(UpdateSentence.TIMEOUT, SHORTEST, LONGEST));
  }

  /**
   * How long after it may begin a computer does: the same each time for one computer, anywhere in
   * the spread for many.
   */
  public Duration delay(UUID computer) {
    long place = computer.hashCode() & Integer.MAX_VALUE;
    return Duration.ofMillis(place * spread.toMillis() >>> (Integer.SIZE - 1));
  }
}
