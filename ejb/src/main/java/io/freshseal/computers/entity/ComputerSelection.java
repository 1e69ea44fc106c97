package io.freshseal.computers.entity;

import io.freshseal.groups.entity.NamePattern;
import io.freshseal.member.entity.MemberRole;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Computers that something is to be done with: those that meet everything that is said here. Where
 * nothing is said, all are meant.
 *
 * @param computers named one by one; empty for any
 * @param group id of a relay group
 * @param below whether the groups below that group are meant, too
 * @param role relays alone, or all but relays
 * @param state how they are
 * @param name what they are called
 */
public record ComputerSelection(
    List<UUID> computers,
    Optional<String> group,
    boolean below,
    Optional<MemberRole> role,
    Optional<ComputerState> state,
    Optional<NamePattern> name) {

  /** Every computer of the fleet. */
  public static final ComputerSelection ALL = of(List.of(), Optional.empty());

  public ComputerSelection {
    computers = List.copyOf(computers);
    Objects.requireNonNull(group);
    Objects.requireNonNull(role);
    Objects.requireNonNull(state);
    Objects.requireNonNull(name);
  }

  /** These computers, those of a group, or those of both, whatever they are. */
  public static ComputerSelection of(List<UUID> computers, Optional<String> group) {
    return new ComputerSelection(
        computers, group, false, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
