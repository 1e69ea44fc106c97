package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;

/** Repairs by the API alone. */
final class ApiHand implements RepairHand {

  private static final Duration A_REPAIR = Duration.ofMinutes(5);
  private static final String JSON = "application/json";

  private final Http admin;

  ApiHand(Http admin) {
    this.admin = admin;
  }

  @Override
  public void assertTold(String agent, int number, int code, String text) {
    assertThat(
            admin
                .get("/api/v1/events?limit=100&number=" + number + "&text=" + agent)
                .expect(200)
                .json()
                .getJsonArray("events")
                .getValuesAs(JsonObject.class))
        .anyMatch(
            event -> event.getInt("code", 0) == code && event.getString("text", "").contains(text));
  }

  @Override
  public Explained explain(String computer, String name) {
    JsonObject found =
        admin
            .post("/api/v1/diagnoses", JSON, "{\"computer\":\"" + computer + "\"}")
            .expect(201)
            .json();
    return new Explained(
        computer,
        found.getString("id"),
        found.getString("cause"),
        found.getString("detail"),
        found.getJsonObject("culprit").getString("name"),
        found.getJsonArray("evidence").getValuesAs(JsonObject.class).stream()
            .map(each -> each.getString("fact"))
            .toList(),
        found.getJsonArray("steps").size());
  }

  @Override
  public String repair(Explained found, Runnable byHand) {
    return ended("/api/v1/diagnoses/" + found.diagnosis() + "/repair", byHand);
  }

  @Override
  public String repairStepByStep(Explained found) {
    String last = "";
    for (int n = 1; n <= found.steps(); n++) {
      last = ended("/api/v1/diagnoses/" + found.diagnosis() + "/steps/" + n, () -> {});
      assertThat(last).as("step " + n).isEqualTo("DONE");
    }
    return last;
  }

  private String ended(String address, Runnable byHand) {
    String repair = admin.post(address).expect(202).header("Location");
    JsonObject ended =
        Eventually.untilGet(
            "the repair has ended",
            A_REPAIR,
            () -> admin.get(repair + "?wait=PT2S").expect(200).json(),
            now -> {
              confirm(repair, now, byHand);
              return now.containsKey("endedAt");
            });
    return ended.getString("state").equals("DONE") ? "DONE" : ended.toString();
  }

  private void confirm(String repair, JsonObject now, Runnable byHand) {
    now.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
        .filter(step -> step.getString("state").equals("BY_HAND"))
        .forEach(
            step -> {
              byHand.run();
              admin.post(repair + "/steps/" + step.getInt("number")).expect(200);
            });
  }

  @Override
  public void assign(String computer, String name, String group, String groupName) {
    admin
        .put(
            "/api/v1/computers/" + computer + "/relay-group",
            JSON,
            Bytes.text("{\"group\":\"" + group + "\"}"))
        .expect(200);
  }

  @Override
  public void withoutProxy(String group, String groupName) {
    String body = "{\"name\":\"" + groupName + "\",\"primaryFallback\":\"refused\"}";
    admin.put("/api/v1/relay-groups/" + group, JSON, Bytes.text(body)).expect(200);
  }

  @Override
  public void ownSource(String relay, String name) {
    URI url = URI.create(admin.get("/api/v1/computers/" + relay).json().getString("url"));
    Http.anonymous(url)
        .as(Server.ADMIN, Server.PASSWORD)
        .delete("/api/v1/settings/relay.source")
        .expect(200);
  }

  @Override
  public void close() {}
}
