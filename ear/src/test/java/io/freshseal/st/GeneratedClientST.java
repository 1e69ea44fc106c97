package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.member.entity.MemberSentence;
import io.freshseal.shared.entity.Sentence;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has nothing but the description of the API can repair a computer. */
class GeneratedClientST {
  private static final String REPAIR = "io.freshseal.client.Repair";

  private final Server server = Shared.server();

  @Test
  void aClientMadeFromTheDescription_ordersARepair_andSeesItSucceed() throws IOException {
    String base = server.url("");
    String token =
        server
            .admin()
            .post("/api/v1/tokens", "application/json", "{\"name\":\"generated client\"}")
            .expect(201)
            .json()
            .getString("token");
    FleetMember member = FleetMember.joined(server, "generated-01");
    try (GeneratedClient client = GeneratedClient.compiled()) {
      List<String> ordered = client.run(REPAIR, base, token, "order", member.id());
      assertThat(ordered.get(1)).isEqualTo("RUNNING");

      JsonObject order =
          member
              .heartbeat(member.plain())
              .expect(200)
              .json()
              .getJsonArray("orders")
              .getJsonObject(0);
      assertThat(order.getString("kind")).isEqualTo("UPDATE");
      member.heartbeat(member.plain().add("orders", done(order.getString("id")))).expect(200);

      assertThat(client.run(REPAIR, base, token, "follow", ordered.get(0)))
          .containsExactly(ordered.get(0), "ENDED", "1");
    }
  }

  private static JsonArrayBuilder done(String order) {
    return Json.createArrayBuilder()
        .add(
            Json.createObjectBuilder()
                .add("id", order)
                .add("state", "SUCCEEDED")
                .add("code", 0)
                .add("text", "STATUS_OK")
                .add("sentence", Sentence.of(MemberSentence.ORDER_DONE).encoded())
                .add("at", Instant.now().toString()));
  }
}
