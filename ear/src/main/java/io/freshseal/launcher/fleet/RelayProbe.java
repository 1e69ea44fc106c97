package io.freshseal.launcher.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Looks whether relays on this machine have something to hand out. */
final class RelayProbe {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * Waits until a relay hands out a catalog.
   *
   * @param url its address with a slash at the end
   * @throws IOException if it has none after two minutes
   */
  void await(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "api/v1/catalog"))
            .timeout(PATIENCE)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
      if (System.nanoTime() - end > 0) {
        throw new IOException(url + " has replicated nothing within " + PATIENCE);
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }
}
