package io.freshseal.updates.entity;

import io.freshseal.member.entity.OrderKind;
import java.util.Objects;
import java.util.Optional;

/**
 * Which security updates are wanted, and which stretch of them; the newest first.
 *
 * @param kind what they order
 * @param running true for those that go on, false for those that have ended
 * @param offset how many to skip, 0 to {@link #MAX_OFFSET}
 * @param limit most to answer, 1 to {@link #MAX_LIMIT}
 */
public record RunQuery(Optional<OrderKind> kind, Optional<Boolean> running, int offset, int limit) {

  /** Most runs on one page. */
  public static final int MAX_LIMIT = 200;

  /** Most runs that can be skipped. */
  public static final int MAX_OFFSET = 1_000_000;

  public RunQuery {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(running);
    offset = Math.min(Math.max(offset, 0), MAX_OFFSET);
    limit = Math.min(Math.max(limit, 1), MAX_LIMIT);
  }
}
