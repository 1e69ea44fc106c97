package io.freshseal.computers.entity;

import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * How a computer joined.
 *
 * @param key digest of its key; empty for the manager's own process
 * @param request names the request, so that it can be repeated until it is heard
 * @param mayRelay whether it may serve others as a relay
 * @param token the name of the token, for people
 * @param address where it came from
 */
public record Joining(
    Optional<Sha256> key,
    Optional<Sha256> request,
    String group,
    Assignment assignment,
    boolean mayRelay,
    String token,
    String address,
    Instant at) {

  /** The same where nobody can ask again. */
  public Joining(
      Optional<Sha256> key,
      String group,
      Assignment assignment,
      boolean mayRelay,
      String token,
      String address,
      Instant at) {
    this(key, Optional.empty(), group, assignment, mayRelay, token, address, at);
  }
}
