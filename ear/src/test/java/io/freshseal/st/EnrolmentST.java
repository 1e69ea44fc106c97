package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Computers join by a token, with a key of their own that is good for nothing else. */
class EnrolmentST {
  private static final String JSON = "application/json";

  private final Fleet fleet = Fleet.shared();

  @Test
  void anAgent_joinsWithAToken_findsItsRelay_updates_andIsKnownWithWhatItHolds()
      throws IOException {
    fleet.freshseal().publish("fleet-pattern", "1.0", Bytes.of(50_000, 11));
    fleet.freshseal().runRelay();
    Eventually.until(
        "the manager's own relay is a computer",
        Duration.ofSeconds(30),
        () -> fleet.admin().get("/api/v1/computers?role=relay").json().getInt("total") >= 1);
    String token = FleetMember.token(fleet.server(), 1).getString("token");

    Path folder = fleet.enrolled(token, "fleet-01");
    Fleet.agent("heartbeat", folder).expect(0);
    Fleet.agent("update", folder).expect(Agent.UPDATED);
    Fleet.agent("heartbeat", folder).expect(0);
    Fleet.agent("heartbeat", folder).expect(0);

    JsonObject known =
        fleet
            .admin()
            .get("/api/v1/computers?text=fleet-01")
            .json()
            .getJsonArray("computers")
            .getJsonObject(0);
    JsonObject whole = fleet.computer(known.getString("id"));
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
          .allMatch(EnrolmentST::isPrivate);
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

  @Test
  void aComputersKey_isForItsOwnHeartbeat_andForNothingElse() {
    FleetMember first = FleetMember.joined(fleet.server(), "key-01");
    FleetMember other = FleetMember.joined(fleet.server(), "key-02");
    Http withKey = fleet.server().anonymous().withToken(first.key());

    assertThat(first.heartbeat(first.plain()).status()).isEqualTo(200);
    FleetMember liar =
        new FleetMember(fleet.server().anonymous(), other.id(), "key-02", first.key());
    assertThat(liar.heartbeat(liar.plain()).status()).isEqualTo(403);
    assertThat(withKey.get("/api/v1/computers").status()).isEqualTo(403);
    assertThat(withKey.post("/source/v1/publish").status()).isEqualTo(403);
    assertThat(
            fleet
                .admin()
                .post("/api/v1/computers/" + first.id() + "/heartbeat", JSON, "{}")
                .status())
        .isEqualTo(403);
    assertThat(fleet.computer(other.id()).containsKey("lastSeen")).isFalse();
    assertThat(fleet.admin().get("/api/v1/computers").text()).doesNotContain(first.key());
    assertThat(fleet.server().log()).doesNotContain(first.key());
  }

  @Test
  void aRemovedComputer_isStrangeToTheManager() {
    FleetMember member = FleetMember.joined(fleet.server(), "gone-01");
    member.heartbeat(member.plain()).expect(200);

    fleet.admin().delete("/api/v1/computers/" + member.id()).expect(204);

    assertThat(member.heartbeat(member.plain()).status()).isEqualTo(401);
    assertThat(fleet.admin().get("/api/v1/computers/" + member.id()).status()).isEqualTo(404);
    long told = fleet.events("number=771&origin=MANAGER");
    assertThat(told).isPositive();
    assertThat(member.heartbeat(member.plain()).status()).isEqualTo(401);
    assertThat(fleet.events("number=771&origin=MANAGER")).as("told once an hour").isEqualTo(told);
  }

  @Test
  void aToken_isGoodForSoManyComputers_andForNoneOnceRevoked() {
    JsonObject one = FleetMember.token(fleet.server(), 1);
    JsonObject revoked = FleetMember.token(fleet.server(), 5);
    fleet.admin().delete("/api/v1/enrolment-tokens/" + revoked.getString("id")).expect(204);
    FleetMember.join(fleet.server(), FleetMember.secret(one), "token-01", "agent").expect(201);
    long before = fleet.computers();

    Answer second = FleetMember.join(fleet.server(), FleetMember.secret(one), "token-02", "agent");
    Answer late =
        FleetMember.join(fleet.server(), FleetMember.secret(revoked), "token-03", "agent");
    Answer invented =
        FleetMember.join(fleet.server(), "fse_" + "a".repeat(43), "token-04", "agent");
    Answer withAccount = fleet.admin().post("/api/v1/computers", JSON, "{}");

    assertThat(List.of(second.status(), late.status(), invented.status(), withAccount.status()))
        .containsOnly(401);
    assertThat(second.text()).contains("ask for another one");
    assertThat(fleet.computers()).isEqualTo(before);
    assertThat(fleet.admin().get("/api/v1/enrolment-tokens").text())
        .doesNotContain(FleetMember.secret(one).substring(4));
  }

  @Test
  void aComputerIsARelayOnlyIfAnOperatorSaidSo() {
    JsonObject agents = FleetMember.token(fleet.server(), 2, "refused");
    long before = fleet.computers();

    Answer relay =
        FleetMember.join(fleet.server(), FleetMember.secret(agents), "forged-01", "relay");

    assertThat(relay.status()).isEqualTo(403);
    assertThat(relay.text()).contains("for agents only");
    assertThat(fleet.computers()).isEqualTo(before);

    JsonObject agent =
        FleetMember.join(fleet.server(), FleetMember.secret(agents), "forged-02", "agent")
            .expect(201)
            .json();
    FleetMember member =
        new FleetMember(
            fleet.server().anonymous(), agent.getString("id"), "forged-02", agent.getString("key"));
    member
        .heartbeat(
            member
                .plain()
                .add("roles", Json.createArrayBuilder().add("relay").add("source"))
                .add("url", "http://127.0.0.1:9"))
        .expect(200);

    assertThat(fleet.computer(member.id()).getJsonArray("roles").toString())
        .isEqualTo("[\"agent\"]");
    assertThat(fleet.named("role=agent&text=forged-02")).isEqualTo(1);
    assertThat(fleet.named("role=relay&text=forged-02")).isZero();
    assertThat(fleet.computer(member.id()).containsKey("url")).isFalse();
  }

  @Test
  void aDeletedGroup_takesItsEnrolmentTokensWithIt() {
    String group = fleet.group("st-left", "");
    JsonObject token =
        fleet
            .admin()
            .post(
                "/api/v1/enrolment-tokens",
                JSON,
                "{\"name\":\"left\",\"uses\":5,\"validity\":\"PT1H\",\"group\":\"" + group + "\"}")
            .expect(201)
            .json();

    fleet.admin().delete("/api/v1/relay-groups/" + group).expect(204);

    assertThat(
            FleetMember.join(fleet.server(), FleetMember.secret(token), "left-01", "agent")
                .status())
        .isEqualTo(401);
    assertThat(fleet.admin().get("/api/v1/enrolment-tokens").text())
        .doesNotContain(token.getString("id"));
    assertThat(fleet.admin().get("/api/v1/computers?text=left-01").json().getInt("total")).isZero();
  }

  @Test
  void aJoiningThatIsRepeatedAfterALostAnswer_isTheSameComputer_withAnotherKey() {
    String secret = FleetMember.secret(FleetMember.token(fleet.server(), 1));
    String id = "fsj_" + "b".repeat(43);
    JsonObject lost = join(secret, id).expect(201).json();
    long before = fleet.computers();

    JsonObject again = join(secret, id).expect(201).json();

    assertThat(again.getString("id")).isEqualTo(lost.getString("id"));
    assertThat(fleet.computers()).isEqualTo(before);
    FleetMember stranger = member(lost);
    FleetMember member = member(again);
    assertThat(stranger.heartbeat(stranger.plain()).status()).isEqualTo(401);
    member.heartbeat(member.plain()).expect(200);
    assertThat(join(secret, id).status())
        .as("it was heard, and the token is used up")
        .isEqualTo(401);
    assertThat(join(secret, "fsj_" + "c".repeat(43)).status()).as("another one").isEqualTo(401);
    assertThat(join(secret, "fsj_").status()).as("malformed").isEqualTo(400);
    assertThat(fleet.events("number=7401&text=again-01")).isEqualTo(1);
    assertThat(fleet.events("number=7407&text=again-01")).isEqualTo(1);
  }

  private Answer join(String secret, String id) {
    return fleet
        .server()
        .anonymous()
        .withToken(secret)
        .post(
            "/api/v1/computers",
            JSON,
            "{\"name\":\"again-01\",\"platform\":\"linux-amd64\",\"build\":\"26.0.0-100\","
                + "\"roles\":[\"agent\"],\"join\":\""
                + id
                + "\"}");
  }

  private FleetMember member(JsonObject joined) {
    return new FleetMember(
        fleet.server().anonymous(), joined.getString("id"), "again-01", joined.getString("key"));
  }
}
