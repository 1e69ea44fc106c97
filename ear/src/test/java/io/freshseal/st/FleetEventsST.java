package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What computers tell is stored once, and nobody speaks for another. */
class FleetEventsST {
  private final Fleet fleet = Fleet.shared();

  @Test
  void aComputerThatCallsItselfLikeAnother_speaksUnderTheNameThatItsKeyIsKnownBy() {
    FleetMember member = FleetMember.joined(fleet.server(), "speaker-01");
    JsonArrayBuilder events =
        Json.createArrayBuilder().add(Fleet.event(UUID.randomUUID().toString(), "AGENT", 9102));

    member.heartbeat(member.plain().add("name", "victim-01").add("events", events)).expect(200);

    assertThat(fleet.events("text=victim-01&origin=AGENT")).isZero();
    assertThat(fleet.events("text=speaker-01&origin=AGENT")).isEqualTo(1);
    assertThat(fleet.events("number=7405&text=victim-01"))
        .as("and the renaming is told")
        .isEqualTo(1);
  }

  @Test
  void twoMachinesFromOneDisk_areToldOnce_andShownWithTheComputer() {
    FleetMember member = FleetMember.joined(fleet.server(), "copied-01");
    String one = "A".repeat(22);
    String other = "B".repeat(22);

    for (String process : List.of(one, other, one, other, one)) {
      member.heartbeat(member.plain().add("process", process)).expect(200);
    }

    assertThat(fleet.events("number=7406&text=copied-01")).isEqualTo(1);
    assertThat(fleet.admin().get("/api/v1/computers/" + member.id()).expect(200).json())
        .containsKey("copiedSince");
  }

  @Test
  void anEventThatIsSentTwice_isThereOnce_andNobodySpeaksForAnother() {
    FleetMember member = FleetMember.joined(fleet.server(), "twice-01");
    String key = UUID.randomUUID().toString();
    JsonArrayBuilder events =
        Json.createArrayBuilder()
            .add(Fleet.event(key, "AGENT", 9102))
            .add(Fleet.event(UUID.randomUUID().toString(), "MANAGER", 7301));
    JsonObject heartbeat = member.plain().add("events", events).build();

    Answer first = member.heartbeat(Json.createObjectBuilder(heartbeat)).expect(200);
    Answer again = member.heartbeat(Json.createObjectBuilder(heartbeat)).expect(200);

    assertThat(first.json().getJsonArray("stored")).hasSize(2);
    assertThat(again.json().getJsonArray("stored")).hasSize(2);
    assertThat(fleet.events("text=twice-01&origin=AGENT")).isEqualTo(1);
    assertThat(fleet.events("text=admin%40twice")).isZero();
    JsonObject stored =
        fleet
            .admin()
            .get("/api/v1/events?text=twice-01&origin=AGENT")
            .json()
            .getJsonArray("events")
            .getJsonObject(0);
    assertThat(stored.getString("id")).isEqualTo(key);
    assertThat(stored.getString("target")).isEqualTo("twice-01");
    assertThat(stored.getString("actor")).isEqualTo("computer:" + member.id());
  }

  @Test
  void aComputerThatMissesTwoHeartbeats_isOffline_untilItIsHeardAgain() {
    FleetMember member = FleetMember.joined(fleet.server(), "silent-01");
    fleet.freshseal().set("manager.heartbeat", "PT1S");
    member.heartbeat(member.plain()).expect(200);
    fleet.freshseal().set("manager.heartbeat", "PT10M");

    Eventually.until(
        "it is offline",
        Duration.ofSeconds(40),
        () -> fleet.events("number=730&text=silent-01") == 1);
    assertThat(fleet.computer(member.id()).getString("state")).isEqualTo("OFFLINE");

    member.heartbeat(member.plain()).expect(200);

    assertThat(fleet.computer(member.id()).getString("state")).isEqualTo("WELL");
    assertThat(fleet.events("number=731&text=silent-01")).isEqualTo(1);
    assertThat(fleet.events("number=730&text=silent-01")).isEqualTo(1);
  }
}
