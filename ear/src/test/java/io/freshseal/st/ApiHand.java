package io.freshseal.st;

import jakarta.json.JsonObject;
import java.time.Duration;

/** Repairs by the API alone. */
final class ApiHand implements RepairHand {

  private static final Duration A_REPAIR = Duration.ofMinutes(5);

  private final Http admin;

  ApiHand(Http admin) {
    this.admin = admin;
  }

  @Override
  public JsonObject diagnose(String computer) {
    return admin
        .post("/api/v1/diagnoses", "application/json", "{\"computer\":\"" + computer + "\"}")
        .expect(201)
        .json();
  }

  @Override
  public String repair(String diagnosis, Runnable byHand) {
    String repair =
        admin.post("/api/v1/diagnoses/" + diagnosis + "/repair").expect(202).header("Location");
    JsonObject ended =
        Eventually.untilGet(
            "the repair has ended",
            A_REPAIR,
            () -> admin.get(repair + "?wait=PT2S").expect(200).json(),
            now -> {
              confirm(repair, now, byHand);
              return now.containsKey("endedAt");
            });
    return ended.getString("state").equals("DONE") ? "DONE" : ended + " " + after(ended);
  }

  private String after(JsonObject ended) {
    return ended.containsKey("after")
        ? admin.get("/api/v1/diagnoses/" + ended.getString("after")).expect(200).text()
        : "";
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
  public void close() {}
}
