package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.forge.Digests;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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
  private static Path folder;

  @BeforeAll
  static void start() {
    connected = Shared.server();
    anchors = Freshseal.of(connected).anchors();
    folder = Distribution.folder("arriving");
    isolated =
        Server.with(
                "roles",
                "relay",
                "trust.anchors",
                anchors.toString(),
                "relay.source",
                "bundle",
                "relay.next-courier",
                "2020-01-31T12:00:00Z",
                "relay.bundle-folder",
                folder.toString())
            .start();
  }

  @AfterAll
  static void stop() {
    if (isolated != null) {
      isolated.close();
    }
  }

  @Test
  void courierWhoIsOverdue_isToldOnce() {
    Eventually.until("it is told", A_RUN, () -> Freshseal.of(isolated).events(7116).size() == 1);
  }

  @Test
  void anIsolatedRelay_takesABundleIn_andItsAgentsUpdateFromIt() throws IOException {
    Freshseal.of(connected).publish(COMPONENT, "1.0", CONTENT);
    Path bundle = Path.of(made().getString("file"));

    int before = anonymous().get("/api/v1/components/" + COMPONENT + "/1.0").status();
    JsonObject seen = send("inspections", Files.readAllBytes(bundle)).expect(200).json();
    assertThat(seen.getInt("code")).isZero();
    assertThat(seen.getString("usableUntil")).isNotEmpty();
    assertThat(before).isEqualTo(404);
    assertThat(anonymous().get("/api/v1/components/" + COMPONENT + "/1.0").status())
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

  @Test
  void aBundle_isMadeByApi_sentInPieces_andTakenIn() throws IOException {
    Freshseal.of(connected).publish("made-by-api", "1.0", CONTENT);
    Http there = Freshseal.of(connected).admin();
    Freshseal.of(connected).runRelay();

    JsonObject preview = there.post("/api/v1/bundles/previews").expect(200).json();
    assertThat(preview.getInt("code")).isZero();
    assertThat(preview.getString("advice")).isEqualTo("NONE");
    Answer late = there.post("/api/v1/bundles?nextCourier=2999-01-01T00:00:00Z").expect(409);
    assertThat(late.json().getString("code")).isEqualTo("STATUS_BUNDLE_ENDS_EARLY");

    String location = there.post("/api/v1/bundles").expect(202).header("Location");
    JsonObject made =
        Eventually.untilGet(
            "the bundle is made",
            A_RUN,
            () -> there.get(location).expect(200).json(),
            state -> !state.getString("state").equals("RUNNING"));
    assertThat(made.getString("state")).isEqualTo("COMPLETED");
    assertThat(made.getString("usableUntil")).isEqualTo(preview.getString("usableUntil"));
    Answer file =
        there.send(there.request(location).header("Accept", "application/zip").GET()).expect(200);
    byte[] zip = file.body();
    assertThat(Digests.sha256(zip)).isEqualTo(made.getString("sha256"));
    assertThat(file.header("Content-Disposition")).contains(made.getString("file"));

    Http here = Freshseal.of(isolated).admin();
    String upload =
        here.send(
                here.request("/api/v1/bundles/uploads")
                    .header("Upload-Length", "" + zip.length)
                    .POST(BodyPublishers.noBody()))
            .expect(201)
            .header("Location");
    int half = zip.length / 2;
    piece(here, upload, 0, Arrays.copyOf(zip, half)).expect(204);
    assertThat(here.post(upload + "/import").expect(409).json().getString("code"))
        .isEqualTo("STATUS_CONFLICT");
    assertThat(piece(here, upload, 0, zip).expect(409).json().getString("code"))
        .isEqualTo("STATUS_CONFLICT");
    assertThat(here.get(upload).expect(200).header("Upload-Offset")).isEqualTo("" + half);
    piece(here, upload, half, Arrays.copyOfRange(zip, half, zip.length)).expect(204);
    assertThat(here.post(upload + "/inspection").expect(200).json().getInt("code")).isZero();
    JsonObject run = ended(here.post(upload + "/import").expect(202).header("Location"));
    assertThat(run.getString("state")).isEqualTo("COMPLETED");
    here.get(upload).expect(404);
    assertThat(anonymous().get("/api/v1/components/made-by-api/1.0").expect(200).body())
        .isEqualTo(CONTENT);

    Answer list = here.get("/api/v1/bundles/request-list").expect(200);
    Answer part =
        there.send(
            there
                .request("/api/v1/bundles/previews")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(list.body())));
    assertThat(part.expect(200).json().getInt("objects"))
        .as("what is held there already is not carried again")
        .isLessThan(preview.getInt("objects"));
    there.send(there.request(location).DELETE()).expect(204);
    there.get(location).expect(404);
  }

  @Test
  void aBundleInTheWatchedFolder_isTakenIn_andStaysThere() throws IOException {
    Freshseal.of(connected).publish("put-there", "1.0", CONTENT);
    Path made = Path.of(made().getString("file"));
    Path arrived = Files.copy(made, folder.resolve(made.getFileName()));

    Eventually.until(
        "it is taken in",
        A_RUN,
        () ->
            anonymous().get("/api/v1/components/put-there/1.0").status() == 200
                && !Freshseal.of(isolated).relay().containsKey("currentRun"));

    assertThat(arrived).hasSameBinaryContentAs(made);
  }

  @Test
  void aRunOfARelayWithoutASource_judgesWhatItHolds() throws IOException {
    Freshseal.of(connected).publish("judged-here", "1.0", CONTENT);
    taken(Files.readAllBytes(Path.of(made().getString("file"))));

    JsonObject run =
        ended(
            Freshseal.of(isolated)
                .admin()
                .post("/api/v1/relay/runs")
                .expect(202)
                .header("Location"));

    assertThat(run.getString("state")).isEqualTo("COMPLETED");
  }

  private static String startedAgain() {
    return Freshseal.of(isolated).admin().post("/api/v1/relay/runs").expect(202).header("Location");
  }

  private static Answer piece(Http admin, String upload, long offset, byte[] bytes) {
    return admin.send(
        admin
            .request(upload)
            .header("Content-Type", "application/offset+octet-stream")
            .header("Upload-Offset", "" + offset)
            .method("PATCH", BodyPublishers.ofByteArray(bytes)));
  }

  private static JsonObject ended(String location) {
    return Eventually.untilGet(
        "the run is over",
        A_RUN,
        () -> Freshseal.of(isolated).admin().get(location).expect(200).json(),
        run -> !run.getString("state").equals("RUNNING"));
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
    return ended(send("imports", bundle).expect(202).header("Location"));
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
