package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** System events over real HTTP: those of agents within those of the manager, and as a table. */
class EventsST {

  private static Server server;
  private static Http admin;

  @BeforeAll
  static void start() {
    server = Shared.server();
    admin = Freshseal.of(server).admin();
  }

  private static JsonObject failure(String id) {
    return Json.createObjectBuilder()
        .add("key", UUID.randomUUID().toString())
        .add("time", Instant.now().toString())
        .add("origin", "AGENT")
        .add("number", 9102)
        .add("target", "")
        .add("actor", "system")
        .add("errorCode", -24)
        .add("errorText", "IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE")
        .add("figures", Json.createArrayBuilder().add(id).add("1.0"))
        .build();
  }

  private static int total(String query) {
    return admin.get("/api/v1/events?" + query).expect(200).json().getInt("total");
  }

  @Test
  void anAgentsFailure_isThereAsItselfAndWithinTheManagersEvent_onceHoweverOftenItArrives() {
    FleetMember member = FleetMember.joined(server, "nested-01");
    JsonObject heartbeat =
        member
            .plain()
            .add("events", Json.createArrayBuilder().add(failure("nested-rules")))
            .build();
    for (int i = 0; i < 2; i++) {
      member.heartbeat(Json.createObjectBuilder(heartbeat)).expect(200);
    }

    assertThat(total("text=nested-rules")).isEqualTo(2);
    JsonObject around =
        admin
            .get("/api/v1/events?text=nested-rules&origin=MANAGER")
            .expect(200)
            .json()
            .getJsonArray("events")
            .getJsonObject(0);
    assertThat(around.getInt("number")).isEqualTo(2205);
    assertThat(around.getInt("code")).isEqualTo(-24);
    assertThat(around.getString("target")).isEqualTo("nested-01");
    assertThat(around.getString("description")).contains("9102", "nested-rules");
  }

  @Test
  void aTypeThatIsSwitchedOff_isConfirmedAndNotKept_untilItIsSwitchedOnAgain() {
    FleetMember member = FleetMember.joined(server, "switched-01");

    recording("AGENT_SIGNATURE_REFUSED", "off").expect(200);
    Answer confirmed = member.heartbeat(failing(member, "switched-rules")).expect(200);

    assertThat(confirmed.json().getJsonArray("stored")).hasSize(1);
    assertThat(total("text=switched-rules&origin=AGENT")).isZero();

    recording("AGENT_SIGNATURE_REFUSED", "on").expect(200);
    member.heartbeat(failing(member, "switched-rules")).expect(200);

    assertThat(total("text=switched-rules&origin=AGENT")).isEqualTo(1);
    assertThat(total("number=7450") + total("number=7451")).isEqualTo(2);
  }

  @Test
  void whatIsCritical_cannotBeSwitchedOff() {
    assertThat(recording("EQUIVOCATION", "off").status()).isEqualTo(409);
    assertThat(recording("NO_SUCH_TYPE", "off").status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/event-types").text())
        .contains("\"name\":\"EQUIVOCATION\"")
        .doesNotContain("\"recorded\":\"off\"");
  }

  private static Answer recording(String type, String state) {
    return admin.put(
        "/api/v1/event-types/" + type,
        "application/json",
        ("{\"recorded\":\"" + state + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObjectBuilder failing(FleetMember member, String rules) {
    return member.plain().add("events", Json.createArrayBuilder().add(failure(rules)));
  }

  @Test
  void pages_goOnWhereTheOneBeforeEnded_whateverHappensMeanwhile() {
    FleetMember member = FleetMember.joined(server, "paged-01");
    member.heartbeat(failing(member, "paged-rules")).expect(200);
    member.heartbeat(failing(member, "paged-rules")).expect(200);
    String query = "/api/v1/events?text=paged-rules&origin=AGENT&limit=1";

    JsonObject first = admin.get(query).expect(200).json();
    member.heartbeat(failing(member, "paged-rules")).expect(200);
    JsonObject second = admin.get(query + "&cursor=" + first.getString("next")).expect(200).json();

    assertThat(first.getInt("total")).isEqualTo(2);
    assertThat(first.getBoolean("totalIsExact")).isTrue();
    assertThat(second).doesNotContainKeys("total", "next");
    assertThat(second.getJsonArray("events")).hasSize(1);
    assertThat(id(second)).isNotEqualTo(id(first));
  }

  private static String id(JsonObject page) {
    return page.getJsonArray("events").getJsonObject(0).getString("id");
  }

  @Test
  void theTable_holdsWhatTheFilterAsksFor_andNothingThatASpreadsheetCalculates() {
    FleetMember member = FleetMember.joined(server, "table-01");
    member
        .heartbeat(member.plain().add("events", Json.createArrayBuilder().add(failure("=1+1"))))
        .expect(200);

    Answer table =
        admin.get("/api/v1/events?text=table-01&number=9102", "Accept", "text/csv").expect(200);

    assertThat(table.header("Content-Type")).startsWith("text/csv");
    String[] lines = table.text().split("\r\n");
    assertThat(lines).hasSize(2);
    assertThat(lines[0]).startsWith("\"id\",\"time\"");
    assertThat(lines[1])
        .contains("\"AGENT\",\"9102\",\"ERROR\"", "\"table-01\"")
        .doesNotContain(",\"=");
    assertThat(server.anonymous().get("/api/v1/events", "Accept", "text/csv").status())
        .isEqualTo(401);
    assertThat(server.anonymous().get("/console/events.csv").status()).isNotEqualTo(200);
  }
}
