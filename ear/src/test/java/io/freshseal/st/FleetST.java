package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Computers report what they hold and are told where to go. */
class FleetST {
  private static final String JSON = "application/json";

  private static final String DEFAULT_GROUP = "00000000-0000-0000-0000-000000000001";

  private final Fleet fleet = Fleet.shared();

  @Test
  void whatManyHold_isAskedForOnce() {
    FleetMember first = FleetMember.joined(fleet.server(), "held-01");
    FleetMember second = FleetMember.joined(fleet.server(), "held-02");
    String list =
        "[{\"id\":\"pattern\",\"version\":\"1.0\",\"serial\":7,\"signature\":\""
            + FleetMember.digest("x")
            + "\",\"expires\":\"2040-01-01T00:00:00Z\",\"first\":\"SIGNER\",\"status\":\"STATUS_OK\"}]";
    String name = FleetMember.digest("{\"held\":" + list + "}");

    Answer asked = first.heartbeat(first.plain().add("holdings", name)).expect(200);
    Answer lied =
        first.heartbeat(first.plain().add("holdings", name).add("held", Json.createArrayBuilder()));
    Answer told = first.heartbeat(first.plain().add("holdings", name).add("held", array(list)));
    Answer other = second.heartbeat(second.plain().add("holdings", name)).expect(200);

    assertThat(wants(asked)).containsExactly("held");
    assertThat(wants(lied)).as("the list is not what its name says").containsExactly("held");
    assertThat(wants(told)).isEmpty();
    assertThat(wants(other)).isEmpty();
    assertThat(fleet.computer(second.id()).getJsonArray("held")).hasSize(1);
  }

  private static JsonValue array(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readValue();
    }
  }

  private static List<String> wants(Answer answer) {
    return answer.json().getJsonArray("wants").getValuesAs(JsonString::getString);
  }

  @Test
  void groups_areATree_andAComputerIsToldOfTheRelaysOfItsOwn() {
    String parent = fleet.group("st-parent", "");
    String child = fleet.group("st-child", parent);
    FleetMember member = FleetMember.joined(fleet.server(), "group-01");
    JsonObject relay =
        FleetMember.join(
                fleet.server(),
                FleetMember.secret(FleetMember.token(fleet.server(), 1)),
                "group-relay",
                "relay")
            .expect(201)
            .json();
    fleet.put(relay.getString("id"), child);
    fleet.put(member.id(), child);
    FleetMember asRelay =
        new FleetMember(
            fleet.server().anonymous(),
            relay.getString("id"),
            "group-relay",
            relay.getString("key"));
    asRelay
        .heartbeat(
            asRelay
                .plain()
                .add("roles", Json.createArrayBuilder().add("relay"))
                .add("url", "http://127.0.0.9:1/api/v1"))
        .expect(200);

    JsonObject told = member.heartbeat(member.plain()).expect(200).json();

    assertThat(told.getString("group")).isEqualTo("st-child");
    assertThat(told.getJsonArray("relays").getValuesAs(JsonString::getString))
        .containsExactly("http://127.0.0.9:1/api/v1");
    assertThat(
            fleet
                .admin()
                .put(
                    "/api/v1/relay-groups/" + parent,
                    JSON,
                    ("{\"name\":\"st-parent\",\"parent\":\"" + child + "\"}")
                        .getBytes(StandardCharsets.UTF_8))
                .expect(409)
                .text())
        .contains("st-parent → st-child → st-parent");
    assertThat(fleet.admin().delete("/api/v1/relay-groups/" + parent).status()).isEqualTo(409);
    assertThat(fleet.admin().delete("/api/v1/relay-groups/" + child).status()).isEqualTo(409);
    assertThat(fleet.admin().delete("/api/v1/relay-groups/" + DEFAULT_GROUP).status())
        .isEqualTo(409);
    assertThat(fleet.admin().get("/api/v1/relay-groups/" + child).json().getString("parent"))
        .isEqualTo(parent);
    fleet.put(relay.getString("id"), DEFAULT_GROUP);
    fleet.put(member.id(), DEFAULT_GROUP);
    fleet.admin().delete("/api/v1/computers/" + relay.getString("id")).expect(204);
    fleet.admin().delete("/api/v1/relay-groups/" + child).expect(204);
    fleet.admin().delete("/api/v1/relay-groups/" + parent).expect(204);
  }
}
