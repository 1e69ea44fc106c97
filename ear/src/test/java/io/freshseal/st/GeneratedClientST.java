package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who has nothing but the description of the API can repair a computer. */
class GeneratedClientST {
  private static final String REPAIR = "io.freshseal.client.Repair";

  private final Server server = Shared.server();

  @Test
  void aClientMadeFromTheDescription_findsTheCauseOfAnExpiry_andRepairsIt() throws IOException {
    String token =
        server
            .admin()
            .post("/api/v1/tokens", "application/json", "{\"name\":\"generated client\"}")
            .expect(201)
            .json()
            .getString("token");
    try (SickFleet fleet = new SickFleet(server, "sick-generated");
        GeneratedClient client = GeneratedClient.compiled()) {
      fleet.untilBlamed();
      CompletableFuture<List<String>> repair =
          CompletableFuture.supplyAsync(
              () -> client.run(REPAIR, server.url(""), token, fleet.agent.id()));

      fleet.repairs();

      assertThat(repair.orTimeout(60, TimeUnit.SECONDS).join())
          .containsExactly(
              "-24",
              "OLD_BUILD",
              fleet.relay.name(),
              "UPGRADE_RELAY UPDATE_RELAY AWAIT_SUCCESS UPDATE_AGENTS",
              "DONE",
              "HEALTHY",
              "0");
    }
  }
}
