package io.freshseal.access.entity;

import java.util.Objects;
import java.util.Set;

/**
 * Somebody who has proved who they are.
 *
 * @param name the account's name, or {@code token:} and the token's name
 * @param roles what they may do; the container's groups
 */
public record Caller(String name, Set<String> roles) {

  /** May do everything. */
  public static final String ADMINISTRATOR = "administrator";

  public Caller {
    Objects.requireNonNull(name);
    roles = Set.copyOf(roles);
  }
}
