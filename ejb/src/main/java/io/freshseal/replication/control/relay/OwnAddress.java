package io.freshseal.replication.control.relay;

import io.freshseal.settings.entity.HttpSettings;
import io.freshseal.shared.control.ServerPort;
import java.net.URI;
import java.util.Set;

/** The addresses under which this very process serves. */
public final class OwnAddress {

  private static final int DEFAULT_PORT = 8080;
  private static final Set<String> WILDCARDS = Set.of("", "0.0.0.0", "::", "[::]", "*");

  private OwnAddress() {}

  /** Base URL of the process's own source. */
  public static URI source(HttpSettings http) {
    return URI.create(server(http) + "/source/v1");
  }

  /** Base URL of the process's own relay. */
  public static URI relay(HttpSettings http) {
    return URI.create(server(http) + "/api/v1");
  }

  private static String server(HttpSettings http) {
    int port = http.port().orElseGet(() -> ServerPort.find().orElse(DEFAULT_PORT));
    String address = http.address().filter(a -> !WILDCARDS.contains(a)).orElse("127.0.0.1");
    boolean bare = address.contains(":") && !address.startsWith("[");
    return "http://" + (bare ? "[" + address + "]" : address) + ":" + port;
  }
}
