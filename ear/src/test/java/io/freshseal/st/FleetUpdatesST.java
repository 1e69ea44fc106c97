package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.member.entity.MemberSentence;
import io.freshseal.shared.entity.Sentence;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Security updates reach relays before agents, and end whatever becomes of a computer. */
class FleetUpdatesST {
  private static final String JSON = "application/json";

  private final Fleet fleet = Fleet.shared();

  @Test
  void aSecurityUpdate_goesToTheRelayFirst_thenToTheAgentBehindIt() throws IOException {
    fleet.freshseal().publish("fleet-ordered", "1.0", Bytes.of(20_000, 12));
    String relay =
        Eventually.untilGet(
                "the manager's own relay is a computer",
                Duration.ofSeconds(30),
                () ->
                    fleet
                        .admin()
                        .get("/api/v1/computers?role=relay")
                        .json()
                        .getJsonArray("computers"),
                found -> found.size() == 1)
            .getJsonObject(0)
            .getString("id");
    String token = FleetMember.token(fleet.server(), 1).getString("token");
    Path folder = fleet.enrolled(token, "ordered-01");
    Fleet.agent("heartbeat", folder).expect(0);
    String computer =
        fleet
            .admin()
            .get("/api/v1/computers?text=ordered-01")
            .json()
            .getJsonArray("computers")
            .getJsonObject(0)
            .getString("id");

    long endedBefore = fleet.events("number=164");
    Answer ordered =
        fleet
            .admin()
            .post(
                "/api/v1/security-updates",
                JSON,
                "{\"computers\":[\"" + relay + "\",\"" + computer + "\"]}")
            .expect(202);
    String address = ordered.header("Location");
    assertThat(fleet.step(address, "ordered-01").getString("state")).isEqualTo("WAITING");
    Eventually.until(
        "the relay is done and the agent's turn has come",
        Duration.ofSeconds(60),
        () -> fleet.step(address, "ordered-01").getString("state").equals("PENDING"));
    Fleet.agent("heartbeat", folder).expect(0);

    JsonObject update = fleet.admin().get(address + "?wait=PT30S").expect(200).json();
    assertThat(update.getString("state")).as(update.toString()).isEqualTo("ENDED");
    assertThat(update.getJsonObject("computers").getInt("SUCCEEDED")).isEqualTo(2);
    assertThat(fleet.events("number=164")).isEqualTo(endedBefore + 1);
    assertThat(fleet.admin().delete(address).expect(200).json().containsKey("cancelledAt"))
        .as("what has ended is not cancelled")
        .isFalse();
  }

  @Test
  void anOrderForNobody_isNotOneForEverybody() {
    int before = fleet.updates();

    Answer refused = fleet.admin().post("/api/v1/security-updates", JSON, "{\"computers\":[]}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(fleet.updates()).isEqualTo(before);
  }

  @Test
  void aRunWhoseComputerIsRemoved_endsWithoutIt() {
    FleetMember member = FleetMember.joined(fleet.server(), "scrapped-01");
    member.heartbeat(member.plain()).expect(200);
    String address =
        fleet
            .admin()
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
    member.heartbeat(reporting(member.plain(), order, "IN_PROGRESS")).expect(200);
    assertThat(fleet.step(address, "scrapped-01").getString("state")).isEqualTo("IN_PROGRESS");

    fleet.admin().delete("/api/v1/computers/" + member.id()).expect(204);

    assertThat(fleet.admin().get(address).expect(200).json().getString("state")).isEqualTo("ENDED");
    JsonObject step = fleet.step(address, "scrapped-01");
    assertThat(step.getString("state")).isEqualTo("FAILED");
    assertThat(step.toString()).contains("removed from the fleet", "STATUS_NOT_FOUND");
  }

  @Test
  void computersThatNeverCome_areGivenUpWhenTheUpdateIsCancelled() {
    FleetMember member = FleetMember.joined(fleet.server(), "never-01");
    Answer ordered =
        fleet
            .admin()
            .post("/api/v1/security-updates", JSON, "{\"computers\":[\"" + member.id() + "\"]}")
            .expect(202);
    String address = ordered.header("Location");
    assertThat(fleet.step(address, "never-01").getString("state")).isEqualTo("PENDING");

    JsonObject cancelled = fleet.admin().delete(address).expect(200).json();

    assertThat(cancelled.getString("state")).isEqualTo("ENDED");
    assertThat(fleet.step(address, "never-01").getString("state")).isEqualTo("SKIPPED");
    assertThat(member.heartbeat(member.plain()).expect(200).json().getJsonArray("orders"))
        .isEmpty();
    assertThat(
            fleet.admin().post("/api/v1/security-updates", JSON, "{\"kind\":\"UPGRADE\"}").status())
        .isEqualTo(400);
    assertThat(
            fleet
                .admin()
                .post(
                    "/api/v1/security-updates",
                    JSON,
                    "{\"computers\":[\"" + UUID.randomUUID() + "\"]}")
                .status())
        .isEqualTo(409);
  }

  @Test
  void theList_isFilteredAndPagedByACursor() {
    FleetMember member = FleetMember.joined(fleet.server(), "paged-01");
    String one = "{\"computers\":[\"" + member.id() + "\"],\"kind\":\"%s\"}";
    List<String> kinds = List.of("CLEAR_CACHE", "UPDATE", "CLEAR_CACHE", "CLEAR_CACHE");
    List<String> ordered = kinds.stream().map(kind -> fleet.order(one.formatted(kind))).toList();
    fleet.admin().delete(ordered.get(3)).expect(200);

    String filter = "/api/v1/security-updates?kind=CLEAR_CACHE&state=RUNNING&limit=1";
    JsonObject first = fleet.admin().get(filter).expect(200).json();
    fleet.order(one.formatted("CLEAR_CACHE"));
    JsonObject second =
        fleet.admin().get(filter + "&cursor=" + first.getString("next")).expect(200).json();

    assertThat(ids(first)).containsExactly(last(ordered.get(2)));
    assertThat(ids(second)).containsExactly(last(ordered.get(0)));
    assertThat(ids(fleet.admin().get("/api/v1/security-updates?state=ENDED").expect(200).json()))
        .contains(last(ordered.get(3)))
        .doesNotContain(last(ordered.get(1)));
    assertThat(fleet.admin().get("/api/v1/security-updates?state=DONE").status()).isEqualTo(400);
    assertThat(fleet.admin().get("/api/v1/security-updates?cursor=50").status()).isEqualTo(400);
    fleet.admin().delete("/api/v1/computers/" + member.id()).expect(204);
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("securityUpdates").stream()
        .map(run -> run.asJsonObject().getString("id"))
        .toList();
  }

  private static String last(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  private static JsonObjectBuilder reporting(
      JsonObjectBuilder heartbeat, String order, String state) {
    MemberSentence how =
        state.equals("IN_PROGRESS") ? MemberSentence.ORDER_BEGUN : MemberSentence.ORDER_DONE;
    return heartbeat.add(
        "orders",
        Json.createArrayBuilder()
            .add(
                Json.createObjectBuilder()
                    .add("id", order)
                    .add("state", state)
                    .add("code", 0)
                    .add("text", "STATUS_OK")
                    .add("sentence", Sentence.of(how).encoded())
                    .add("at", Instant.now().toString())));
  }

  private static JsonObjectBuilder asRelay(FleetMember member) {
    return member
        .plain()
        .add("roles", Json.createArrayBuilder().add("relay"))
        .add("url", "http://127.0.0.8:1/api/v1");
  }

  @Test
  void whoMayServe_isChangedByAnOrderThatWasDone_notByOneThatWasGiven() {
    FleetMember member = FleetMember.joined(fleet.server(), "switched-01", "refused");
    member.heartbeat(asRelay(member)).expect(200);
    String address = order(member, "ENABLE_RELAY");
    String order = handedOut(member);

    member.heartbeat(asRelay(member)).expect(200);
    assertThat(fleet.computer(member.id()).containsKey("url")).as("ordered").isFalse();
    member.heartbeat(reporting(asRelay(member), order, "SUCCEEDED")).expect(200);
    assertThat(fleet.computer(member.id()).getString("url")).endsWith("127.0.0.8:1/api/v1");
    assertThat(fleet.step(address, "switched-01").getString("state")).isEqualTo("SUCCEEDED");

    order(member, "DISABLE_RELAY");
    String off = handedOut(member);
    member.heartbeat(reporting(asRelay(member), off, "SUCCEEDED")).expect(200);
    assertThat(fleet.computer(member.id()).containsKey("url")).as("whatever it says").isFalse();
    fleet.admin().delete("/api/v1/computers/" + member.id()).expect(204);
  }

  @Test
  void anOrderThatIsDoneAfterItWasCancelled_stillSaysWhoServes() {
    FleetMember member = FleetMember.joined(fleet.server(), "late-01", "refused");
    member.heartbeat(asRelay(member)).expect(200);
    String address = order(member, "ENABLE_RELAY");
    String order = handedOut(member);
    fleet.admin().delete(address).expect(200);

    member.heartbeat(reporting(asRelay(member), order, "SUCCEEDED")).expect(200);

    assertThat(fleet.computer(member.id()).getString("url")).endsWith("127.0.0.8:1/api/v1");
    assertThat(fleet.step(address, "late-01").getString("state")).isEqualTo("SKIPPED");
    fleet.admin().delete("/api/v1/computers/" + member.id()).expect(204);
  }

  private String order(FleetMember member, String kind) {
    return fleet.order("{\"kind\":\"" + kind + "\",\"computers\":[\"" + member.id() + "\"]}");
  }

  private static String handedOut(FleetMember member) {
    return member
        .heartbeat(asRelay(member))
        .expect(200)
        .json()
        .getJsonArray("orders")
        .getJsonObject(0)
        .getString("id");
  }
}
