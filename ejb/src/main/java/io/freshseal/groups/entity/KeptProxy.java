package io.freshseal.groups.entity;

import java.util.Objects;
import java.util.Optional;

/**
 * The proxy of a relay group as it is kept.
 *
 * @param user empty if the proxy asks for no login
 * @param secret the sealed password; there if there is a user
 */
public record KeptProxy(String host, int port, Optional<String> user, Optional<String> secret) {

  public KeptProxy {
    Objects.requireNonNull(host);
    Objects.requireNonNull(user);
    Objects.requireNonNull(secret);
  }

  /** What people read: {@code proxy.example:3128}. */
  public String name() {
    return host + ":" + port;
  }
}
