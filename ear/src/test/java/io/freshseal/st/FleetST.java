package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.member.entity.MemberSentence;
import io.freshseal.shared.entity.Sentence;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Computers join, report and are told where to go; nobody speaks for another. */
@ResourceLock(Shared.LOCK)
class FleetST {
  private static final String JSON = "application/json";
  private static final String DEFAULT_GROUP = "00000000-0000-0000-0000-000000000001";

  private final Server server = Shared.server();
  private final Freshseal freshseal = Freshseal.of(server);
  private final Http admin = freshseal.admin();

  private long computers() {
    return admin.get("/api/v1/computers?limit=1").expect(200).json().getInt("total");
  }

  private JsonObject computer(String id) {
    return admin.get("/api/v1/computers/" + id).expect(200).json();
  }

  private long events(String query) {
    return admin.get("/api/v1/events?" + query).expect(200).json().getInt("total");
  }

  @Test
  void anAgent_joinsWithAToken_findsItsRelay_updates_andIsKnownWithWhatItHolds()
      throws IOException {
    freshseal.publish("fleet-pattern", "1.0", Bytes.of(50_000, 11));
    freshseal.runRelay();
    Eventually.until(
        "the manager's own relay is a computer",
        Duration.ofSeconds(30),
        () -> admin.get("/api/v1/computers?role=relay").json().getInt("total") == 1);
    Path folder = Distribution.folder("fleet-agent");
    String token = FleetMember.token(server, 1).getString("token");

    agent("enrol", folder, "--manager", server.url(""), "--token", token, "--name", "fleet-01")
        .expect(0);
    agent("heartbeat", folder).expect(0);
    agent("update", folder).expect(Agent.UPDATED);
    agent("heartbeat", folder).expect(0);
    agent("heartbeat", folder).expect(0);

    JsonObject known =
        admin
            .get("/api/v1/computers?text=fleet-01")
            .json()
            .getJsonArray("computers")
            .getJsonObject(0);
    JsonObject whole = computer(known.getString("id"));
    assertThat(known.getString("state")).isEqualTo("WELL");
    assertThat(whole.getJsonObject("followed").getString("source")).isEqualTo("freshseal");
    assertThat(whole.getJsonArray("held").getValuesAs(JsonObject.class))
        .anySatisfy(
            file -> {
              assertThat(file.getString("id")).isEqualTo("fleet-pattern");
              assertThat(file.getString("text")).isEqualTo("STATUS_OK");
            });
    assertThat(Files.readString(folder.resolve("anchors.pem"))).contains("BEGIN CERTIFICATE");
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .filteredOn(file -> contains(file, "fsk_"))
          .isNotEmpty()
          .allMatch(FleetST::isPrivate);
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPrivate(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).equals("rw-------");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Command agent(String command, Path folder, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Distribution.command("freshseal-agent").toString(),
                command,
                "--dir",
                folder.toString()));
    words.addAll(List.of(more));
    return Command.run(words, Map.of(), null);
  }

  @Test
  void aComputersKey_isForItsOwnHeartbeat_andForNothingElse() {
    FleetMember first = FleetMember.joined(server, "key-01");
    FleetMember other = FleetMember.joined(server, "key-02");
    Http withKey = server.anonymous().withToken(first.key());

    assertThat(first.heartbeat(first.plain()).status()).isEqualTo(200);
    FleetMember liar = new FleetMember(server.anonymous(), other.id(), "key-02", first.key());
    assertThat(liar.heartbeat(liar.plain()).status()).isEqualTo(403);
    assertThat(withKey.get("/api/v1/computers").status()).isEqualTo(403);
    assertThat(withKey.post("/source/v1/publish").status()).isEqualTo(403);
    assertThat(admin.post("/api/v1/computers/" + first.id() + "/heartbeat", JSON, "{}").status())
        .isEqualTo(403);
    assertThat(computer(other.id()).containsKey("lastSeen")).isFalse();
    assertThat(admin.get("/api/v1/computers").text()).doesNotContain(first.key());
    assertThat(server.log()).doesNotContain(first.key());
  }

  @Test
  void aRemovedComputer_isStrangeToTheManager() {
    FleetMember member = FleetMember.joined(server, "gone-01");
    member.heartbeat(member.plain()).expect(200);

    admin.delete("/api/v1/computers/" + member.id()).expect(204);

    assertThat(member.heartbeat(member.plain()).status()).isEqualTo(401);
    assertThat(admin.get("/api/v1/computers/" + member.id()).status()).isEqualTo(404);
  }

  @Test
  void aToken_isGoodForSoManyComputers_andForNoneOnceRevoked() {
    JsonObject one = FleetMember.token(server, 1);
    JsonObject revoked = FleetMember.token(server, 5);
    admin.delete("/api/v1/enrolment-tokens/" + revoked.getString("id")).expect(204);
    FleetMember.join(server, FleetMember.secret(one), "token-01", "agent").expect(201);
    long before = computers();

    Answer second = FleetMember.join(server, FleetMember.secret(one), "token-02", "agent");
    Answer late = FleetMember.join(server, FleetMember.secret(revoked), "token-03", "agent");
    Answer invented = FleetMember.join(server, "fse_" + "a".repeat(43), "token-04", "agent");
    Answer withAccount = admin.post("/api/v1/computers", JSON, "{}");

    assertThat(List.of(second.status(), late.status(), invented.status(), withAccount.status()))
        .containsOnly(401);
    assertThat(second.text()).contains("ask for another one");
    assertThat(computers()).isEqualTo(before);
    assertThat(admin.get("/api/v1/enrolment-tokens").text())
        .doesNotContain(FleetMember.secret(one).substring(4));
  }

  @Test
  void aComputerIsARelayOnlyIfAnOperatorSaidSo() {
    JsonObject agents = FleetMember.token(server, 2, "refused");
    long before = computers();

    Answer relay = FleetMember.join(server, FleetMember.secret(agents), "forged-01", "relay");

    assertThat(relay.status()).isEqualTo(403);
    assertThat(relay.text()).contains("for agents only");
    assertThat(computers()).isEqualTo(before);

    JsonObject agent =
        FleetMember.join(server, FleetMember.secret(agents), "forged-02", "agent")
            .expect(201)
            .json();
    FleetMember member =
        new FleetMember(
            server.anonymous(), agent.getString("id"), "forged-02", agent.getString("key"));
    member
        .heartbeat(
            member
                .plain()
                .add("roles", Json.createArrayBuilder().add("relay").add("source"))
                .add("url", "http://127.0.0.1:9"))
        .expect(200);

    assertThat(computer(member.id()).getJsonArray("roles").toString()).isEqualTo("[\"agent\"]");
    assertThat(named("role=agent&text=forged-02")).isEqualTo(1);
    assertThat(named("role=relay&text=forged-02")).isZero();
    assertThat(computer(member.id()).containsKey("url")).isFalse();
  }

  @Test
  void aComputerThatCallsItselfLikeAnother_speaksUnderTheNameThatItsKeyIsKnownBy() {
    FleetMember member = FleetMember.joined(server, "speaker-01");
    JsonArrayBuilder events =
        Json.createArrayBuilder().add(event(UUID.randomUUID().toString(), "AGENT", 9102));

    member.heartbeat(member.plain().add("name", "victim-01").add("events", events)).expect(200);

    assertThat(events("text=victim-01&origin=AGENT")).isZero();
    assertThat(events("text=speaker-01&origin=AGENT")).isEqualTo(1);
    assertThat(events("number=7405&text=victim-01")).as("and the renaming is told").isEqualTo(1);
  }

  @Test
  void anEventThatIsSentTwice_isThereOnce_andNobodySpeaksForAnother() {
    FleetMember member = FleetMember.joined(server, "twice-01");
    String key = UUID.randomUUID().toString();
    JsonArrayBuilder events =
        Json.createArrayBuilder()
            .add(event(key, "AGENT", 9102))
            .add(event(UUID.randomUUID().toString(), "MANAGER", 7301));
    JsonObject heartbeat = member.plain().add("events", events).build();

    Answer first = member.heartbeat(Json.createObjectBuilder(heartbeat)).expect(200);
    Answer again = member.heartbeat(Json.createObjectBuilder(heartbeat)).expect(200);

    assertThat(first.json().getJsonArray("stored")).hasSize(2);
    assertThat(again.json().getJsonArray("stored")).hasSize(2);
    assertThat(events("text=twice-01&origin=AGENT")).isEqualTo(1);
    assertThat(events("text=admin%40twice")).isZero();
    JsonObject stored =
        admin
            .get("/api/v1/events?text=twice-01&origin=AGENT")
            .json()
            .getJsonArray("events")
            .getJsonObject(0);
    assertThat(stored.getString("id")).isEqualTo(key);
    assertThat(stored.getString("target")).isEqualTo("twice-01");
    assertThat(stored.getString("actor")).isEqualTo("computer:" + member.id());
  }

  private int named(String query) {
    return admin.get("/api/v1/computers?" + query).expect(200).json().getInt("total");
  }

  private static JsonObjectBuilder event(String key, String origin, int number) {
    return Json.createObjectBuilder()
        .add("key", key)
        .add("time", Instant.now().minusSeconds(60).toString())
        .add("origin", origin)
        .add("number", number)
        .add("target", "admin@twice")
        .add("actor", "admin@twice")
        .add("figures", Json.createArrayBuilder().add("pattern").add("1.0"));
  }

  @Test
  void whatManyHold_isAskedForOnce() {
    FleetMember first = FleetMember.joined(server, "held-01");
    FleetMember second = FleetMember.joined(server, "held-02");
    String list =
        "[{\"id\":\"pattern\",\"version\":\"1.0\",\"serial\":7,\"signature\":\""
            + FleetMember.digest("x")
            + "\",\"expires\":\"2040-01-01T00:00:00Z\",\"first\":\"SIGNER\",\"status\":\"STATUS_OK\"}]";
    String name = FleetMember.digest("{\"held\":" + list + "}");

    Answer asked = first.heartbeat(first.plain().add("holdings", name)).expect(200);
    Answer lied =
        first.heartbeat(first.plain().add("holdings", name).add("held", Json.createArrayBuilder()));
    Answer told = first.heartbeat(first.plain().add("holdings", name).add("held", array(list)));
    Answer other = second.heartbeat(second.plain().add("holdings", name)).expect(200);

    assertThat(wants(asked)).containsExactly("held");
    assertThat(wants(lied)).as("the list is not what its name says").containsExactly("held");
    assertThat(wants(told)).isEmpty();
    assertThat(wants(other)).isEmpty();
    assertThat(computer(second.id()).getJsonArray("held")).hasSize(1);
  }

  private static JsonValue array(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readValue();
    }
  }

  private static List<String> wants(Answer answer) {
    return answer.json().getJsonArray("wants").getValuesAs(JsonString::getString);
  }

  @Test
  void groups_areATree_andAComputerIsToldOfTheRelaysOfItsOwn() {
    String parent = group("st-parent", "");
    String child = group("st-child", parent);
    FleetMember member = FleetMember.joined(server, "group-01");
    JsonObject relay =
        FleetMember.join(
                server, FleetMember.secret(FleetMember.token(server, 1)), "group-relay", "relay")
            .expect(201)
            .json();
    put(relay.getString("id"), child);
    put(member.id(), child);
    FleetMember asRelay =
        new FleetMember(
            server.anonymous(), relay.getString("id"), "group-relay", relay.getString("key"));
    asRelay
        .heartbeat(
            asRelay
                .plain()
                .add("roles", Json.createArrayBuilder().add("relay"))
                .add("url", "http://127.0.0.9:1/api/v1"))
        .expect(200);

    JsonObject told = member.heartbeat(member.plain()).expect(200).json();

    assertThat(told.getString("group")).isEqualTo("st-child");
    assertThat(told.getJsonArray("relays").getValuesAs(JsonString::getString))
        .containsExactly("http://127.0.0.9:1/api/v1");
    assertThat(
            admin
                .put(
                    "/api/v1/relay-groups/" + parent,
                    JSON,
                    ("{\"name\":\"st-parent\",\"parent\":\"" + child + "\"}")
                        .getBytes(StandardCharsets.UTF_8))
                .expect(409)
                .text())
        .contains("st-parent → st-child → st-parent");
    assertThat(admin.delete("/api/v1/relay-groups/" + parent).status()).isEqualTo(409);
    assertThat(admin.delete("/api/v1/relay-groups/" + child).status()).isEqualTo(409);
    assertThat(admin.delete("/api/v1/relay-groups/" + DEFAULT_GROUP).status()).isEqualTo(409);
    assertThat(admin.get("/api/v1/relay-groups/" + child).json().getString("parent"))
        .isEqualTo(parent);
    put(relay.getString("id"), DEFAULT_GROUP);
    put(member.id(), DEFAULT_GROUP);
    admin.delete("/api/v1/computers/" + relay.getString("id")).expect(204);
    admin.delete("/api/v1/relay-groups/" + child).expect(204);
    admin.delete("/api/v1/relay-groups/" + parent).expect(204);
  }

  @Test
  void aDeletedGroup_takesItsEnrolmentTokensWithIt() {
    String group = group("st-left", "");
    JsonObject token =
        admin
            .post(
                "/api/v1/enrolment-tokens",
                JSON,
                "{\"name\":\"left\",\"uses\":5,\"validity\":\"PT1H\",\"group\":\"" + group + "\"}")
            .expect(201)
            .json();

    admin.delete("/api/v1/relay-groups/" + group).expect(204);

    assertThat(FleetMember.join(server, FleetMember.secret(token), "left-01", "agent").status())
        .isEqualTo(401);
    assertThat(admin.get("/api/v1/enrolment-tokens").text()).doesNotContain(token.getString("id"));
    assertThat(admin.get("/api/v1/computers?text=left-01").json().getInt("total")).isZero();
  }

  private String group(String name, String parent) {
    String more = parent.isEmpty() ? "" : ",\"parent\":\"" + parent + "\"";
    return admin
        .post("/api/v1/relay-groups", JSON, "{\"name\":\"" + name + "\"" + more + "}")
        .expect(201)
        .json()
        .getString("id");
  }

  private void put(String computer, String group) {
    admin
        .put(
            "/api/v1/computers/" + computer + "/relay-group",
            JSON,
            ("{\"group\":\"" + group + "\"}").getBytes(StandardCharsets.UTF_8))
        .expect(200);
  }

  @Test
  void aComputerThatMissesTwoHeartbeats_isOffline_untilItIsHeardAgain() {
    FleetMember member = FleetMember.joined(server, "silent-01");
    freshseal.set("manager.heartbeat", "PT1S");
    member.heartbeat(member.plain()).expect(200);
    freshseal.set("manager.heartbeat", "PT10M");

    Eventually.until(
        "it is offline", Duration.ofSeconds(40), () -> events("number=730&text=silent-01") == 1);
    assertThat(computer(member.id()).getString("state")).isEqualTo("OFFLINE");

    member.heartbeat(member.plain()).expect(200);

    assertThat(computer(member.id()).getString("state")).isEqualTo("WELL");
    assertThat(events("number=731&text=silent-01")).isEqualTo(1);
    assertThat(events("number=730&text=silent-01")).isEqualTo(1);
  }

  @Test
  void aSecurityUpdate_goesToTheRelayFirst_thenToTheAgentBehindIt() throws IOException {
    freshseal.publish("fleet-ordered", "1.0", Bytes.of(20_000, 12));
    String relay =
        Eventually.untilGet(
                "the manager's own relay is a computer",
                Duration.ofSeconds(30),
                () -> admin.get("/api/v1/computers?role=relay").json().getJsonArray("computers"),
                found -> found.size() == 1)
            .getJsonObject(0)
            .getString("id");
    Path folder = Distribution.folder("fleet-agent");
    String token = FleetMember.token(server, 1).getString("token");
    agent("enrol", folder, "--manager", server.url(""), "--token", token, "--name", "ordered-01")
        .expect(0);
    agent("heartbeat", folder).expect(0);
    String computer =
        admin
            .get("/api/v1/computers?text=ordered-01")
            .json()
            .getJsonArray("computers")
            .getJsonObject(0)
            .getString("id");

    long endedBefore = events("number=164");
    Answer ordered =
        admin
            .post(
                "/api/v1/security-updates",
                JSON,
                "{\"computers\":[\"" + relay + "\",\"" + computer + "\"]}")
            .expect(202);
    String address = ordered.header("Location");
    assertThat(step(address, "ordered-01").getString("state")).isEqualTo("WAITING");
    Eventually.until(
        "the relay is done and the agent's turn has come",
        Duration.ofSeconds(60),
        () -> step(address, "ordered-01").getString("state").equals("PENDING"));
    agent("heartbeat", folder).expect(0);

    JsonObject update = admin.get(address + "?wait=PT30S").expect(200).json();
    assertThat(update.getString("state")).as(update.toString()).isEqualTo("ENDED");
    assertThat(update.getJsonObject("computers").getInt("SUCCEEDED")).isEqualTo(2);
    assertThat(events("number=164")).isEqualTo(endedBefore + 1);
    assertThat(admin.delete(address).expect(200).json().containsKey("cancelledAt"))
        .as("what has ended is not cancelled")
        .isFalse();
  }

  @Test
  void anOrderForNobody_isNotOneForEverybody() {
    int before = updates();

    Answer refused = admin.post("/api/v1/security-updates", JSON, "{\"computers\":[]}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(updates()).isEqualTo(before);
  }

  @Test
  void aRunWhoseComputerIsGone_endsWhenItIsCancelled() {
    FleetMember member = FleetMember.joined(server, "scrapped-01");
    member.heartbeat(member.plain()).expect(200);
    String address =
        admin
            .post("/api/v1/security-updates", JSON, "{\"computers\":[\"" + member.id() + "\"]}")
            .expect(202)
            .header("Location");
    String order =
        member
            .heartbeat(member.plain())
            .expect(200)
            .json()
            .getJsonArray("orders")
            .getJsonObject(0)
            .getString("id");
    JsonObjectBuilder begun =
        Json.createObjectBuilder()
            .add("id", order)
            .add("state", "IN_PROGRESS")
            .add("code", 0)
            .add("text", "STATUS_OK")
            .add("sentence", Sentence.of(MemberSentence.ORDER_BEGUN).encoded())
            .add("at", Instant.now().toString());
    member
        .heartbeat(member.plain().add("orders", Json.createArrayBuilder().add(begun)))
        .expect(200);
    assertThat(step(address, "scrapped-01").getString("state")).isEqualTo("IN_PROGRESS");

    admin.delete("/api/v1/computers/" + member.id()).expect(204);
    admin.delete(address).expect(200);

    assertThat(admin.get(address).expect(200).json().getString("state")).isEqualTo("ENDED");
    JsonObject step = step(address, "scrapped-01");
    assertThat(step.getString("state")).isEqualTo("FAILED");
    assertThat(step.toString()).contains("has not been heard since");
  }

  private int updates() {
    return admin
        .get("/api/v1/security-updates?limit=200")
        .expect(200)
        .json()
        .getJsonArray("securityUpdates")
        .size();
  }

  private JsonObject step(String update, String name) {
    return admin
        .get(update + "/computers")
        .expect(200)
        .json()
        .getJsonArray("computers")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(step -> step.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void computersThatNeverCome_areGivenUpWhenTheUpdateIsCancelled() {
    FleetMember member = FleetMember.joined(server, "never-01");
    Answer ordered =
        admin
            .post("/api/v1/security-updates", JSON, "{\"computers\":[\"" + member.id() + "\"]}")
            .expect(202);
    String address = ordered.header("Location");
    assertThat(step(address, "never-01").getString("state")).isEqualTo("PENDING");

    JsonObject cancelled = admin.delete(address).expect(200).json();

    assertThat(cancelled.getString("state")).isEqualTo("ENDED");
    assertThat(step(address, "never-01").getString("state")).isEqualTo("SKIPPED");
    assertThat(member.heartbeat(member.plain()).expect(200).json().getJsonArray("orders"))
        .isEmpty();
    assertThat(admin.post("/api/v1/security-updates", JSON, "{\"kind\":\"UPGRADE\"}").status())
        .isEqualTo(400);
    assertThat(
            admin
                .post(
                    "/api/v1/security-updates",
                    JSON,
                    "{\"computers\":[\"" + UUID.randomUUID() + "\"]}")
                .status())
        .isEqualTo(409);
  }
}
