package io.freshseal.computers.entity;

import io.freshseal.member.entity.MemberRole;
import java.util.Objects;
import java.util.Optional;

/**
 * Which computers are wanted, and which stretch of them; by name.
 *
 * @param text part of name, address or platform, whatever the case
 * @param group id of a relay group
 * @param state how they are
 * @param role relays alone, or all but relays
 * @param offset computers to skip, 0 to {@link #MAX_OFFSET}
 * @param limit computers to return, 1 to {@link #MAX_LIMIT}
 */
public record ComputerQuery(
    Optional<String> text,
    Optional<String> group,
    Optional<ComputerState> state,
    Optional<MemberRole> role,
    int offset,
    int limit) {

  /** Most computers on one page. */
  public static final int MAX_LIMIT = 500;

  /** Most computers that can be skipped. */
  public static final int MAX_OFFSET = 1_000_000;

  private static final int MAX_TEXT = 100;

  public ComputerQuery {
    Objects.requireNonNull(group);
    Objects.requireNonNull(state);
    Objects.requireNonNull(role);
    text = text.map(String::strip).filter(t -> !t.isEmpty() && t.length() <= MAX_TEXT);
    offset = Math.min(Math.max(offset, 0), MAX_OFFSET);
    limit = Math.min(Math.max(limit, 1), MAX_LIMIT);
  }

  /** All computers, a page of this size. */
  public static ComputerQuery all(int limit) {
    return new ComputerQuery(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, limit);
  }
}
