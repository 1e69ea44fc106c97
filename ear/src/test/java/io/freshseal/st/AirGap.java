package io.freshseal.st;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Two servers that share nothing: one with a source, one whose relay takes update bundles alone and
 * whose manager knows its agents. What goes from one to the other is a file.
 */
final class AirGap implements AutoCloseable {

  private static final Duration A_RUN = Duration.ofSeconds(60);
  private static final String SHORT = "PT30S";

  final Server connectedServer;
  final Server isolatedServer;
  final Freshseal connected;
  final Freshseal isolated;
  final Path anchors;

  AirGap() {
    connectedServer =
        Server.with(
                "relay.interval", "PT1H",
                "source.certificate-validity", SHORT,
                "source.renew-before", "PT0S")
            .start();
    connected = Freshseal.of(connectedServer);
    anchors = connected.anchors();
    isolatedServer =
        Server.with(
                "roles", "manager,relay",
                "relay.source", "bundle",
                "relay.check-interval", "PT1S",
                "trust.anchors", anchors.toString())
            .start();
    isolated = Freshseal.of(isolatedServer);
    isolated.set("manager.heartbeat", "PT1S");
    isolated.set("manager.update-interval", "PT5S");
  }

  /** Certificates of seconds, so that what is carried now runs out in this test. */
  void signForSeconds() {
    connected.set("source.certificate-validity", SHORT);
  }

  /** Certificates of months, as a source signs. */
  void signForMonths() {
    connected.set("source.certificate-validity", "P90D");
  }

  /** Renews every signature file at the source, and runs the connected relay. */
  JsonObject renewAndRun() {
    connected.admin().post(Freshseal.SOURCE + "/signatures/renew").expect(200);
    return connected.runRelay();
  }

  /** What a bundle made now would be. */
  JsonObject preview() {
    return connected.admin().post("/api/v1/bundles/previews").expect(200).json();
  }

  /** Makes a bundle; answers how that ended. */
  JsonObject make() {
    Http admin = connected.admin();
    String location = admin.post("/api/v1/bundles").expect(202).header("Location");
    return Eventually.untilGet(
        "the bundle is made",
        A_RUN,
        () -> admin.get(location).expect(200).json(),
        made -> !made.getString("state").equals("RUNNING"));
  }

  /** The file of a bundle, as a courier carries it. */
  Path carry(JsonObject made) {
    Http admin = connected.admin();
    byte[] zip =
        admin
            .send(
                admin
                    .request("/api/v1/bundles/" + made.getString("id"))
                    .header("Accept", "application/zip")
                    .GET())
            .expect(200)
            .body();
    try {
      return Files.write(Distribution.folder("medium").resolve(made.getString("file")), zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The isolated relay takes a file in; answers how that run ended. */
  JsonObject take(Path file) {
    Http admin = isolated.admin();
    try {
      String location =
          admin
              .send(
                  admin
                      .request("/api/v1/bundles/imports")
                      .header("Content-Type", "application/zip")
                      .POST(BodyPublishers.ofFile(file)))
              .expect(202)
              .header("Location");
      return Eventually.untilGet(
          "the run is over",
          A_RUN,
          () -> admin.get(location).expect(200).json(),
          run -> !run.getString("state").equals("RUNNING"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    isolatedServer.close();
    connectedServer.close();
  }
}
