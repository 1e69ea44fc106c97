package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * A relay group with one relay of an old build and one agent behind it, played by hand: the relay
 * skipped the renewed signature file of a component, and what it hands out has run out.
 */
final class SickFleet implements AutoCloseable {

  static final String RELAY_URL = "http://127.0.0.1:9/api/v1";

  private static final String JSON = "application/json";
  private static final String INTERVAL = "/api/v1/settings/freshseal.manager.update-interval";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String OLD = "20.0.0-1336";
  private static final String NEW = "20.0.0-1337";
  private static final String WELL = "\u0002member.ORDER_DONE\u0003";

  final String group;
  final FleetMember relay;
  final FleetMember agent;

  private final Server server;
  private final Http admin;
  private final JsonObject offered;
  private boolean upgraded;

  SickFleet(Server server, String name) {
    this.server = server;
    Freshseal freshseal = Freshseal.of(server);
    admin = freshseal.admin();
    freshseal.publish(name, "1.0", Bytes.of(5_000, name.hashCode()));
    admin.put(INTERVAL, "text/plain", "PT5S".getBytes()).expect(200);
    offered = freshseal.held("/source/v1", name);
    group =
        admin
            .post(
                "/api/v1/relay-groups",
                JSON,
                "{\"name\":\"" + name + "\",\"description\":\"\",\"primaryFallback\":false}")
            .expect(201)
            .json()
            .getString("id");
    relay = member(name + "-relay", "relay");
    agent = member(name + "-agent", "agent");
    relayBeats(false);
    agentFails();
  }

  private FleetMember member(String name, String role) {
    String secret = FleetMember.secret(FleetMember.token(server, 1));
    JsonObject answer = FleetMember.join(server, secret, name, role).expect(201).json();
    FleetMember member =
        new FleetMember(server.anonymous(), answer.getString("id"), name, answer.getString("key"));
    admin
        .put(
            "/api/v1/computers/" + member.id() + "/relay-group",
            JSON,
            ("{\"group\":\"" + group + "\"}").getBytes())
        .expect(200);
    return member;
  }

  /** The relay reports, and does what is ordered; answers what that was. */
  JsonArray relayBeats(boolean fresh) {
    JsonObject signature = offered.getJsonObject("signature");
    JsonObject file =
        Json.createObjectBuilder()
            .add("id", offered.getString("id"))
            .add("version", "1.0")
            .add("serial", fresh ? signature.getInt("serial") : 0)
            .add("signature", fresh ? signature.getString("sha256") : FleetMember.digest("old"))
            .add("expires", fresh ? signature.getString("expires") : "2020-01-01T00:00:00Z")
            .add("first", "SIGNER")
            .add("status", "STATUS_OK")
            .build();
    JsonArray held = Json.createArrayBuilder().add(file).build();
    JsonObjectBuilder beat =
        relay
            .plain()
            .add("roles", Json.createArrayBuilder().add("relay"))
            .add("build", upgraded ? NEW : OLD)
            .add("url", RELAY_URL)
            .add("held", held)
            .add("holdings", FleetMember.digest("{\"held\":" + held + "}"))
            .add("lastRun", run(0, "STATUS_OK", server.url("/source/v1")));
    JsonArray orders = obeyed(relay, beat);
    // Its next heartbeat says so.
    upgraded |=
        orders.getValuesAs(JsonObject.class).stream()
            .anyMatch(order -> order.getString("kind").equals("UPGRADE"));
    return orders;
  }

  /** The agent reports what an agent behind an old relay sees. */
  JsonArray agentFails() {
    JsonObject failure = run(-24, "IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE", RELAY_URL);
    JsonObject event =
        Json.createObjectBuilder()
            .add("key", UUID.randomUUID().toString())
            .add("time", Instant.now().toString())
            .add("origin", "AGENT")
            .add("number", 9102)
            .add("target", agent.name())
            .add("actor", "system")
            .add("errorCode", -24)
            .add("errorText", "IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE")
            .add("figures", Json.createArrayBuilder())
            .build();
    return agent
        .heartbeat(
            agent
                .plain()
                .add("lastRun", failure)
                .add("events", Json.createArrayBuilder().add(event)))
        .expect(200)
        .json()
        .getJsonArray("orders");
  }

  /** The agent takes its orders and does them well; answers what they were. */
  JsonArray agentObeys() {
    return obeyed(agent, agent.plain().add("lastRun", run(0, "STATUS_OK", RELAY_URL)));
  }

  /** Both do what a repair orders, one after the other; fails where the order is not that one. */
  void repairs() {
    ordered("UPGRADE", () -> relayBeats(false));
    relayBeats(false);
    ordered("UPDATE", () -> relayBeats(true));
    ordered("UPDATE", this::agentObeys);
  }

  private static void ordered(String kind, Callable<JsonArray> heartbeat) {
    JsonArray orders =
        Eventually.untilGet(
            "there is the order " + kind, SOON, heartbeat, answered -> !answered.isEmpty());
    assertThat(orders).hasSize(1);
    assertThat(orders.getJsonObject(0).getString("kind")).isEqualTo(kind);
  }

  private static JsonArray obeyed(FleetMember member, JsonObjectBuilder beat) {
    JsonObject said = beat.build();
    JsonArray orders =
        member.heartbeat(Json.createObjectBuilder(said)).expect(200).json().getJsonArray("orders");
    if (!orders.isEmpty()) {
      var reports = Json.createArrayBuilder();
      for (JsonObject order : orders.getValuesAs(JsonObject.class)) {
        reports.add(
            Json.createObjectBuilder()
                .add("id", order.getString("id"))
                .add("state", "SUCCEEDED")
                .add("at", Instant.now().toString())
                .add("code", 0)
                .add("text", "STATUS_OK")
                .add("sentence", WELL));
      }
      member.heartbeat(Json.createObjectBuilder(said).add("orders", reports)).expect(200);
    }
    return orders;
  }

  private static JsonObject run(int code, String text, String from) {
    return Json.createObjectBuilder()
        .add("at", Instant.now().toString())
        .add("code", code)
        .add("text", text)
        .add("sentence", WELL)
        .add("from", from)
        .build();
  }

  /** Waits until the manager blames the old relay; a new component may not be known to it yet. */
  void untilBlamed() {
    Eventually.until(
        "the old relay is blamed",
        Duration.ofSeconds(30),
        () ->
            admin
                .get("/api/v1/diagnoses")
                .expect(200)
                .json()
                .getJsonArray("diagnoses")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(found -> found.getString("cause").equals("OLD_BUILD"))
                .anyMatch(
                    found -> found.getJsonObject("culprit").getString("id").equals(relay.id())));
  }

  @Override
  public void close() {
    admin.delete("/api/v1/computers/" + agent.id()).expect(204);
    admin.delete("/api/v1/computers/" + relay.id()).expect(204);
    admin.delete("/api/v1/relay-groups/" + group).expect(204);
    admin.put(INTERVAL, "text/plain", "PT1H".getBytes()).expect(200);
  }
}
