package io.freshseal.st;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fleet of a manager, as its operator asks for it. */
record Fleet(Server server, Freshseal freshseal, Http admin) {
  private static final String JSON = "application/json";

  /** The fleet of the server that is shared; to be used under its lock. */
  static Fleet shared() {
    Freshseal freshseal = Freshseal.of(Shared.server());
    return new Fleet(Shared.server(), freshseal, freshseal.admin());
  }

  /** How many computers there are. */
  long computers() {
    return named("limit=1");
  }

  /** How many computers answer a query. */
  int named(String query) {
    return admin.get("/api/v1/computers?" + query).expect(200).json().getInt("total");
  }

  /** Everything that is known of one. */
  JsonObject computer(String id) {
    return admin.get("/api/v1/computers/" + id).expect(200).json();
  }

  /** How many events answer a query. */
  long events(String query) {
    return admin.get("/api/v1/events?" + query).expect(200).json().getInt("total");
  }

  /** An event as a computer tells it, in words that are not its own. */
  static JsonObjectBuilder event(String key, String origin, int number) {
    return Json.createObjectBuilder()
        .add("key", key)
        .add("time", Instant.now().minusSeconds(60).toString())
        .add("origin", origin)
        .add("number", number)
        .add("target", "admin@twice")
        .add("actor", "admin@twice")
        .add("figures", Json.createArrayBuilder().add("pattern").add("1.0"));
  }

  /** Runs the agent's program. */
  static Command agent(String command, Path folder, String... more) {
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

  /** Enrols an agent in a new folder. */
  Path enrolled(String token, String name) {
    Path folder = Distribution.folder(name);
    agent("enrol", folder, "--manager", server.url(""), "--token", token, "--name", name).expect(0);
    return folder;
  }

  /** Makes a relay group; {@code parent} may be empty. Answers its id. */
  String group(String name, String parent) {
    String more = parent.isEmpty() ? "" : ",\"parent\":\"" + parent + "\"";
    return admin
        .post("/api/v1/relay-groups", JSON, "{\"name\":\"" + name + "\"" + more + "}")
        .expect(201)
        .json()
        .getString("id");
  }

  /** Puts a computer into a group. */
  void put(String computer, String group) {
    admin
        .put(
            "/api/v1/computers/" + computer + "/relay-group",
            JSON,
            ("{\"group\":\"" + group + "\"}").getBytes(StandardCharsets.UTF_8))
        .expect(200);
  }

  /** How many security updates are listed. */
  int updates() {
    return admin
        .get("/api/v1/security-updates?limit=200")
        .expect(200)
        .json()
        .getJsonArray("securityUpdates")
        .size();
  }

  /** Orders a security update; the body as the API has it. Answers where it is read. */
  String order(String body) {
    return admin.post("/api/v1/security-updates", JSON, body).expect(202).header("Location");
  }

  /** How far a security update is with one computer. */
  JsonObject step(String update, String name) {
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
}
