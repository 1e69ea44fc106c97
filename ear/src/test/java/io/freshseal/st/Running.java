package io.freshseal.st;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers that run at the moment: none of them outlives the tests, and a failure shows their
 * logs.
 */
final class Running {
  private static final Set<Server> SERVERS = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> SERVERS.forEach(Server::close)));
  }

  private Running() {}

  static void add(Server server) {
    SERVERS.add(server);
  }

  static void remove(Server server) {
    SERVERS.remove(server);
  }

  static Set<Server> servers() {
    return SERVERS;
  }
}
