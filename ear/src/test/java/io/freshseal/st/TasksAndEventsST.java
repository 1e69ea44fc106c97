package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tasks order by the clock, once each time. */
class TasksAndEventsST {

  private static final String JSON = "application/json";
  private static final String TASKS = "/api/v1/scheduled-tasks";
  private static final String ZONE = "Pacific/Auckland";

  private final Server server = Shared.server();
  private final Http admin = Freshseal.of(server).admin();

  private static JsonObjectBuilder task(String name, FleetMember of, LocalDateTime start) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("computers", Json.createArrayBuilder().add(of.id()))
        .add("every", "HOURLY")
        .add("start", start.toString())
        .add("zone", ZONE);
  }

  private static LocalDateTime inAnHour() {
    return LocalDateTime.now(ZoneId.of(ZONE)).plusHours(1).truncatedTo(ChronoUnit.MINUTES);
  }

  private long events(int number, String text) {
    return admin
        .get("/api/v1/events?origin=MANAGER&number=" + number + "&text=" + text)
        .expect(200)
        .json()
        .getInt("total");
  }

  private String created(JsonObjectBuilder task) {
    return admin.post(TASKS, JSON, task.build().toString()).expect(201).json().getString("id");
  }

  @Test
  void aTaskRunByHand_ordersOnce_andIsSkippedWhileThatGoesOn() {
    FleetMember member = FleetMember.joined(server, "task-01");
    String id = created(task("by-hand", member, inAnHour()));
    String path = TASKS + "/" + id;

    Answer run = admin.post(path + "/runs").expect(202);
    Answer again = admin.post(path + "/runs");

    String update = run.json().getString("securityUpdate");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().getString("detail")).contains(update);
    JsonObject known = admin.get(path).expect(200).json();
    assertThat(known.getString("lastResult")).isEqualTo("SKIPPED");
    assertThat(known.getString("lastSecurityUpdate")).isEqualTo(update);
    assertThat(known.getJsonArray("nextRuns")).hasSize(5);
    assertThat(member.heartbeat(member.plain()).expect(200).json().getJsonArray("orders"))
        .hasSize(1);
    assertThat(events(560, "by-hand")).isOne();
    assertThat(events(563, "by-hand")).isOne();
    assertThat(events(2969, "by-hand")).isOne();
    admin.delete(path);
    assertThat(admin.get(path).status()).isEqualTo(404);
    assertThat(events(561, "by-hand")).isOne();
    admin.delete("/api/v1/security-updates/" + update);
  }

  @Test
  void aTaskThatIsDue_ordersByItself_once_andAgentsWaitForTheirPlaceInTheSpread() {
    FleetMember member = FleetMember.joined(server, "task-02");
    Instant due = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    LocalDateTime start = LocalDateTime.ofInstant(due, ZoneId.of(ZONE));
    String id = created(task("due", member, start).add("every", "ONCE").add("spread", "PT12H"));
    String path = TASKS + "/" + id;
    assertThat(admin.get(path).json().getJsonArray("nextRuns").getString(0))
        .isEqualTo(due.toString());

    Eventually.until(
        "the task has run",
        Duration.ofSeconds(90),
        () -> admin.get(path).json().containsKey("lastRun"));

    JsonObject known = admin.get(path).json();
    String update = known.getString("lastSecurityUpdate");
    assertThat(known.getJsonArray("nextRuns")).isEmpty();
    assertThat(events(564, "due")).isOne();
    assertThat(
            admin
                .get("/api/v1/security-updates/" + update)
                .json()
                .getJsonObject("computers")
                .getInt("PENDING"))
        .isOne();
    assertThat(admin.get("/api/v1/security-updates/" + update + "/computers").expect(200).text())
        .contains("Its turn in the spread comes at");
    assertThat(member.heartbeat(member.plain()).expect(200).json().getJsonArray("orders"))
        .as("its place in the spread has not come")
        .isEmpty();
    admin.delete("/api/v1/security-updates/" + update);
    admin.delete(path);
  }

  @Test
  void whatIsNoTask_isRefused_andNothingIsLeftOfIt() {
    FleetMember member = FleetMember.joined(server, "task-03");
    LocalDateTime past = LocalDateTime.of(2020, 1, 1, 0, 0);
    int before = admin.get(TASKS).json().getJsonArray("scheduledTasks").size();

    refused(task("over", member, past).add("every", "ONCE"));
    refused(task("nowhere", member, past).add("zone", "Mars/Olympus"));
    refused(task("offset", member, past).add("zone", "+01:00"));
    refused(task("wide", member, past).add("spread", "PT13H"));
    refused(task("no-group", member, past).add("group", UUID.randomUUID().toString()));
    refused(task("kind", member, past).add("kind", "DANCE"));

    assertThat(admin.get(TASKS).json().getJsonArray("scheduledTasks")).hasSize(before);
    assertThat(events(560, "over")).isZero();
  }

  private void refused(JsonObjectBuilder task) {
    Answer answer = admin.post(TASKS, JSON, task.build().toString());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
  }
}
