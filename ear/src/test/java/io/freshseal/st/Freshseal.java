package io.freshseal.st;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an administrator does with a server, over the API.
 *
 * @param base the server's address, with a slash at its end
 */
record Freshseal(URI base) {
  static final String SOURCE = "/source/v1";
  static final String RELAY = "/api/v1";
  private static final Duration A_RUN = Duration.ofSeconds(60);

  static Freshseal of(Server server) {
    return new Freshseal(URI.create(server.url("/")));
  }

  Http anonymous() {
    return Http.anonymous(base);
  }

  Http admin() {
    return Tokens.admin(base);
  }

  /** A new computer whose agent asks the relay here, with the anchors of the source here. */
  Agent newAgent() {
    return new Agent(base.toString(), anchors(), Distribution.folder("agent"));
  }

  /** Stages a component version without publishing it. */
  void stage(String id, String version, byte[] content) {
    Answer answer =
        admin()
            .put(
                SOURCE + "/components/" + id + "/" + version + "?kind=PATTERN&platform=any",
                "application/octet-stream",
                content);
    if (answer.status() != 201 && answer.status() != 200) {
      throw new AssertionError(answer.toString());
    }
  }

  void publish(String id, String version, byte[] content) {
    stage(id, version, content);
    publish();
  }

  JsonObject publish() {
    return admin().post(SOURCE + "/publish").expect(200).json();
  }

  /** Renews the signature file of one component. */
  void renew(String id) {
    admin().post(SOURCE + "/signatures/renew?component=" + id).expect(200);
  }

  /** Changes a setting at run time; the name is without {@code freshseal.}. */
  void set(String key, String value) {
    admin().put(RELAY + "/settings/" + key, "text/plain", bytes(value)).expect(200);
  }

  /** A security update of the relay, to its end. */
  JsonObject runRelay() {
    Answer accepted = admin().post(RELAY + "/relay/runs").expect(202);
    String location = accepted.header("Location");
    return Eventually.untilGet(
        "the run is over",
        A_RUN,
        () -> admin().get(location).expect(200).json(),
        run -> !run.getString("state").equals("RUNNING"));
  }

  JsonObject relay() {
    return anonymous().get(RELAY + "/relay").expect(200).json();
  }

  /** The signed catalog of a base. */
  byte[] catalog(String base) {
    return anonymous().get(base + "/catalog").expect(200).body();
  }

  /** What the catalog of a base says. */
  JsonObject catalogJson(String base) {
    return anonymous().get(base + "/catalog", "Accept", "application/json").expect(200).json();
  }

  /** The entry of a component in what a base holds. */
  JsonObject held(String base, String id) {
    return anonymous()
        .get(base + "/components")
        .expect(200)
        .json()
        .getJsonArray("components")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(entry -> entry.getString("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " is not held at " + base));
  }

  /** The serial of the signature file that a base holds for a component. */
  long serial(String base, String id) {
    return held(base, id).getJsonObject("signature").getJsonNumber("serial").longValue();
  }

  /** When the certificate ends of the signature file that a base holds for a component. */
  Instant expires(String base, String id) {
    return Instant.parse(held(base, id).getJsonObject("signature").getString("expires"));
  }

  /** Events of a number, the newest first. */
  List<JsonObject> events(int number) {
    return admin()
        .get(RELAY + "/events?limit=100&number=" + number)
        .expect(200)
        .json()
        .getJsonArray("events")
        .getValuesAs(JsonObject.class);
  }

  /** The anchors of the own source, in a file, as an operator carries them to an agent. */
  Path anchors() {
    byte[] pem = anonymous().get(SOURCE + "/anchors").expect(200).body();
    try {
      return Files.write(Distribution.folder("anchors").resolve("anchors.pem"), pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
