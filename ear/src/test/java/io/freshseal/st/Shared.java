package io.freshseal.st;

/**
 * One server with all roles in each test process, for every test that needs nothing special: a
 * start costs more than most tests. Classes of one process run one after the other; tests use
 * component ids of their own. Its relay runs only when told to.
 */
final class Shared {
  private static Server server;

  private Shared() {}

  /** Starts it for the first who asks. */
  static synchronized Server server() {
    if (server == null) {
      server = Server.with("relay.interval", "PT1H").start();
    }
    return server;
  }
}
