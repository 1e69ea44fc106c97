package io.freshseal.st;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** A computer of the fleet that speaks the wire format by hand, so that it can lie. */
record FleetMember(Http http, String id, String name, String key) {
  private static final String JSON = "application/json";

  /** Makes a token for so many computers of any kind; the answer as it came. */
  static JsonObject token(Server manager, int uses) {
    return token(manager, uses, "allowed");
  }

  /** Makes a token for so many computers; {@code relays} is {@code allowed} or {@code refused}. */
  static JsonObject token(Server manager, int uses, String relays) {
    return Freshseal.of(manager)
        .admin()
        .post(
            "/api/v1/enrolment-tokens",
            JSON,
            "{\"name\":\"system tests\",\"uses\":"
                + uses
                + ",\"validity\":\"PT1H\",\"relays\":\""
                + relays
                + "\"}")
        .expect(201)
        .json();
  }

  /** The part of a token that goes to the manager. */
  static String secret(JsonObject token) {
    return "fse_" + token.getString("token").split("\\.")[1];
  }

  /** Tries to join; the answer as it came. */
  static Answer join(Server manager, String secret, String name, String... roles) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    List.of(roles).forEach(all::add);
    JsonObjectBuilder facts = facts(name, all);
    return manager
        .anonymous()
        .withToken(secret)
        .post("/api/v1/computers", JSON, facts.build().toString());
  }

  /** Joins as an agent, by a token that would let it be a relay too. */
  static FleetMember joined(Server manager, String name) {
    return joined(manager, name, "allowed");
  }

  /** Joins as an agent, by a token by which {@code relays} are {@code allowed} or not. */
  static FleetMember joined(Server manager, String name, String relays) {
    JsonObject answer =
        join(manager, secret(token(manager, 1, relays)), name, "agent").expect(201).json();
    return new FleetMember(
        manager.anonymous(), answer.getString("id"), name, answer.getString("key"));
  }

  private static JsonObjectBuilder facts(String name, JsonArrayBuilder roles) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("platform", "linux-amd64")
        .add("build", "26.0.0-100")
        .add("roles", roles);
  }

  /** What it says when nothing is held and nothing happened. */
  JsonObjectBuilder plain() {
    return facts(name, Json.createArrayBuilder().add("agent"))
        .add("format", "freshseal-heartbeat/1")
        .add("time", Instant.now().toString())
        .add("freeDisk", 1_000_000)
        .add("holdings", digest("{\"held\":[]}"))
        .add("orders", Json.createArrayBuilder())
        .add("events", Json.createArrayBuilder());
  }

  /** Reports; the answer as it came. */
  Answer heartbeat(JsonObjectBuilder heartbeat) {
    return http.withToken(key)
        .post("/api/v1/computers/" + id + "/heartbeat", JSON, heartbeat.build().toString());
  }

  static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
