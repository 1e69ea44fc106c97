package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two servers that share nothing but a file: what the connected one publishes is carried to an
 * isolated relay as an update bundle, and its agents take it there.
 */
class BundlesST {

  private static final String COMPONENT = "carried-by-hand";
  private static final byte[] CONTENT = Bytes.of(50_000, 11);
  private static final Duration A_RUN = Duration.ofSeconds(60);

  private static Server connected;
  private static Server isolated;
  private static Path anchors;

  @BeforeAll
  static void start() {
    connected = Shared.server();
    anchors = Freshseal.of(connected).anchors();
    // Nobody answers there: what is named as its source is on the other side of the gap.
    isolated =
        Server.with(
                "roles",
                "relay",
                "trust.anchors",
                anchors.toString(),
                "relay.source",
                "http://127.0.0.1:" + Ports.free(),
                "relay.interval",
                "PT1H")
            .start();
    Eventually.until(
        "it has asked in vain",
        A_RUN,
        () -> Freshseal.of(isolated).relay().containsKey("lastRun") && isIdle());
  }

  private static boolean isIdle() {
    return !Freshseal.of(isolated).relay().containsKey("currentRun");
  }

  @AfterAll
  static void stop() {
    if (isolated != null) {
      isolated.close();
    }
  }

  @Test
  void anIsolatedRelay_takesABundleIn_andItsAgentsUpdateFromIt() throws IOException {
    Freshseal.of(connected).publish(COMPONENT, "1.0", CONTENT);
    Path bundle = Path.of(made().getString("file"));

    JsonObject seen = send("inspections", Files.readAllBytes(bundle)).expect(200).json();
    assertThat(seen.getInt("code")).isZero();
    assertThat(seen.getString("usableUntil")).isNotEmpty();
    assertThat(anonymous().get("/api/v1/catalog").status())
        .as("nothing is taken in")
        .isEqualTo(404);

    JsonObject run = taken(Files.readAllBytes(bundle));
    assertThat(run.getString("state")).isEqualTo("COMPLETED");
    assertThat(anonymous().get("/api/v1/catalog").expect(200).body())
        .isEqualTo(anonymous(connected).get("/source/v1/catalog").expect(200).body());
    assertThat(anonymous().get("/api/v1/components/" + COMPONENT + "/1.0").expect(200).body())
        .isEqualTo(CONTENT);
    Agent agent = Agent.of(isolated, anchors);
    agent.update().expect(Agent.UPDATED);
    assertThat(agent.folder().resolve("current/" + COMPONENT)).hasBinaryContent(CONTENT);

    assertThat(taken(Files.readAllBytes(bundle)).getString("state"))
        .as("once more changes nothing")
        .isEqualTo("COMPLETED");
    damagedOne_isRefused(Files.readAllBytes(bundle));
  }

  private static void damagedOne_isRefused(byte[] bundle) {
    byte[] before = anonymous().get("/api/v1/catalog").expect(200).body();
    bundle[bundle.length / 2] ^= 1;

    JsonObject run = taken(bundle);

    assertThat(run.getString("state")).isEqualTo("FAILED");
    assertThat(run.getString("text")).isIn("STATUS_DIGEST_MISMATCH", "STATUS_BAD_BUNDLE");
    assertThat(anonymous().get("/api/v1/catalog").expect(200).body()).isEqualTo(before);
    assertThat(isolated.data().resolve("incoming")).isEmptyDirectory();
    assertThat(send("imports", Freshseal.bytes("no bundle")).expect(202).header("Location"))
        .contains("/relay/runs/");
  }

  private static JsonObject made() {
    Agent maker = Agent.of(connected, anchors);
    Command made =
        Command.run(
                Distribution.command("freshseal-agent").toString(),
                "bundle",
                "make",
                "--relay",
                connected.url("/source/v1"),
                "--anchors",
                anchors.toString(),
                "--dir",
                maker.folder().toString(),
                "--out",
                Distribution.folder("medium").toString(),
                "--json")
            .expect(0);
    return Json.createReader(new StringReader(made.out())).readObject();
  }

  private static JsonObject taken(byte[] bundle) {
    String location = send("imports", bundle).expect(202).header("Location");
    return Eventually.untilGet(
        "the run is over",
        A_RUN,
        () -> Freshseal.of(isolated).admin().get(location).expect(200).json(),
        run -> !run.getString("state").equals("RUNNING"));
  }

  private static Answer send(String where, byte[] bundle) {
    Http admin = Freshseal.of(isolated).admin();
    return admin.send(
        admin
            .request("/api/v1/bundles/" + where)
            .header("Content-Type", "application/zip")
            .POST(BodyPublishers.ofByteArray(bundle)));
  }

  private static Http anonymous() {
    return anonymous(isolated);
  }

  private static Http anonymous(Server server) {
    return Freshseal.of(server).anonymous();
  }
}
