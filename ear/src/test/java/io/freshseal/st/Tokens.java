package io.freshseal.st;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One access token of the administrator for each server. A password costs the server a good part of
 * a second each time, on purpose; a token does not.
 */
final class Tokens {
  private static final Map<URI, String> SECRETS = new ConcurrentHashMap<>();

  private Tokens() {}

  /** The administrator, by token; the first call for a server makes it. */
  static Http admin(URI base) {
    return Http.anonymous(base).withToken(SECRETS.computeIfAbsent(base, Tokens::make));
  }

  /** To be called when another server may listen there. */
  static void forget(URI base) {
    SECRETS.remove(base);
  }

  private static String make(URI base) {
    return Http.anonymous(base)
        .as(Server.ADMIN, Server.PASSWORD)
        .post("/api/v1/tokens", "application/json", "{\"name\":\"system tests\"}")
        .expect(201)
        .json()
        .getString("token");
  }
}
