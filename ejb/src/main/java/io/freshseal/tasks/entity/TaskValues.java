package io.freshseal.tasks.entity;

import io.freshseal.computers.entity.ComputerSelection;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.updates.entity.UpdateOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an operator says of a scheduled task.
 *
 * @param name 1 to 100 letters, digits, blanks, dots, dashes and underscores of any script; unique
 * @param kind what to order of every computer
 * @param computers those to order it of; empty for all of the group, or of the fleet
 * @param group id of a relay group; empty for every group
 * @param schedule when
 * @param spread over which the agents begin, each at its own place in it; zero for all at once, at
 *     most 12 hours
 * @param enabled whether it runs by itself
 */
public record TaskValues(
    String name,
    OrderKind kind,
    List<UUID> computers,
    Optional<String> group,
    TaskSchedule schedule,
    Duration spread,
    boolean enabled) {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

  public TaskValues {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    computers = List.copyOf(computers);
    Objects.requireNonNull(group);
    Objects.requireNonNull(schedule);
    Objects.requireNonNull(spread);
  }

  /** Why these values cannot be kept, whatever other tasks there are; empty if they can. */
  public Optional<Sentence> refused() {
    if (!NAME.matcher(name).matches() || name.endsWith(" ")) {
      return Optional.of(Sentence.of(TaskSentence.NAME));
    }
    if (spread.isNegative() || spread.compareTo(UpdateOrder.WIDEST_SPREAD) > 0) {
      return Optional.of(Sentence.of(TaskSentence.SPREAD, UpdateOrder.WIDEST_SPREAD));
    }
    if (!TaskSchedule.isStart(schedule.start())) {
      return Optional.of(Sentence.of(TaskSentence.START));
    }
    return order().refused();
  }

  /** What it orders each time. Who is last in the spread has as long as who is first. */
  public UpdateOrder order() {
    return new UpdateOrder(
        kind,
        ComputerSelection.of(computers, group),
        UpdateOrder.USUAL.plus(spread),
        spread,
        Optional.empty());
  }
}
