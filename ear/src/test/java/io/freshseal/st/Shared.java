package io.freshseal.st;

/**
 * One server with all roles for every test that needs nothing special: a start costs more than most
 * tests. Tests use component ids of their own. Its relay runs only when told to.
 */
final class Shared {
  /** Held by the classes that use it, so that none meets what another is about to do. */
  static final String LOCK = "io.freshseal.st.Shared";

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
