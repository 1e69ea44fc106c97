package io.freshseal.replication.control.relay;

import io.freshseal.shared.control.PlainHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Tells whether the server that this process is part of already serves. Beans start before the web
 * module does, and a first run against it would fail for no reason.
 */
public final class OwnServer {

  private static final int OK = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client = PlainHttp.builder().connectTimeout(PATIENCE).build();

  /**
   * Asks the process's own source for its anchors, which it has from its first moment.
   *
   * @param source base URL of the own source
   */
  public boolean serves(URI source) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(source + "/anchors")).timeout(PATIENCE).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
