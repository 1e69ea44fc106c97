package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.sim.Round;
import io.freshseal.sim.Simulator;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A whole fleet at its heartbeat against one node, which is killed in the middle: every event is
 * there once, every order is carried out once, and a computer costs the same in a large fleet.
 */
class SimulatorST {
  private static final String JSON = "application/json";
  private static final int FEW = 200;
  private static final int LARGE = Integer.getInteger("freshseal.simulated", 10_000);
  private static final int SMALL = LARGE / 10;

  private static final int MEASURED = Math.max(LARGE / 5, 500);
  private static final int AT_A_TIME = 16;
  private static final int MOST_ROUNDS = 10;

  @Test
  void computersWhoseManagerIsKilled_loseNothingAndDoNothingTwice() {
    Server server = Shared.server();
    String group = group(server);
    try (Simulator fleet = fleet(server, "few", FEW)) {
      join(fleet, server, group, FEW);

      survive(fleet, server, group, "few");

      Http admin = Freshseal.of(server).admin();
      fleet.ids().forEach(id -> admin.delete("/api/v1/computers/" + id).expect(204));
      admin.delete("/api/v1/relay-groups/" + group).expect(204);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "freshseal.long", matches = "true")
  void tenThousandComputers_onTheEmbeddedDatabase() {
    try (Server server = Server.with("relay.interval", "PT1H").start()) {
      grow(server, () -> Load.embedded(server));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "freshseal.long", matches = "true")
  void tenThousandComputers_onPostgresql() {
    try (PostgresCluster cluster = PostgresCluster.start();
        Server server = cluster.server().start()) {
      grow(
          server,
          () -> Long.parseLong(cluster.query("select pg_database_size(current_database())")));

      assertThat(
              cluster.query(
                  "select count(*), count(distinct target) from system_event"
                      + " where origin = 'AGENT' and event_number = 5000 and target like 'many-%'"))
          .as("each computer's one event")
          .isEqualTo(LARGE + "|" + LARGE);
    }
  }

  private static void grow(Server server, LongSupplier database) {
    String group = group(server);
    try (Simulator fleet = fleet(server, "many", LARGE)) {
      Load empty = Load.of(server, database);
      say(SMALL + " join", join(fleet, server, group, SMALL));
      fleet.heartbeats(MEASURED);
      double small = cost(fleet, server, database);
      say("all join", join(fleet, server, group, LARGE - SMALL));
      double large = cost(fleet, server, database);
      Load full = Load.of(server, database);
      say("a computer's rows", full.growth(empty, LARGE));
      survive(fleet, server, group, "many");
      Load after = Load.of(server, database);
      say("an event and a step of an update", after.growth(full, LARGE));
      say("at the end", after);

      assertThat(large).as("microseconds for a heartbeat").isLessThan(small * 1.5);
    }
  }

  private static double cost(Simulator fleet, Server server, LongSupplier database) {
    String what = "heartbeats of " + fleet.ids().size();
    Load before = Load.of(server, database);
    Round round = fleet.heartbeats(MEASURED);
    Load after = Load.of(server, database);
    assertThat(round.failed()).isZero();
    double each = after.perCall(before, round.answered());
    say(what, round);
    say(what + ", microseconds of the processor each", each);
    say(what + ", at the end", after);
    return each;
  }

  /** An event of each and an order for each, and a kill when half of them have been heard. */
  private static void survive(Simulator fleet, Server server, String group, String prefix) {
    fleet.happen();
    long begun = System.nanoTime();
    String update =
        Freshseal.of(server)
            .admin()
            .post("/api/v1/security-updates", JSON, "{\"group\":\"" + group + "\"}")
            .expect(202)
            .header("Location");
    say("ordering an update of all, seconds", (System.nanoTime() - begun) / 1e9);
    int half = fleet.answered() + fleet.ids().size() / 2;
    CompletableFuture<Round> round = CompletableFuture.supplyAsync(fleet::heartbeats);
    Eventually.until(
        "half of them were heard", Duration.ofMinutes(3), () -> fleet.answered() >= half);
    server.kill9();
    say("the round of the kill", round.join());
    server.start();

    say("the round after it", fleet.heartbeats());
    for (int i = 0; i < MOST_ROUNDS && !fleet.hasToldAll(); i++) {
      say("those that have something left to tell", fleet.rest());
    }
    Http admin = Freshseal.of(server).admin();
    JsonObject ended = admin.get(update + "?wait=PT60S").expect(200).json();
    assertThat(ended.getString("state")).as(ended.toString()).isEqualTo("ENDED");
    assertThat(ended.getJsonObject("computers").getInt("SUCCEEDED")).isEqualTo(fleet.ids().size());
    assertThat(fleet.hasToldAll()).isTrue();
    assertThat(fleet.carriedOut()).hasSize(fleet.ids().size()).doesNotHaveDuplicates();
    assertThat(fleet.orderedAgain()).isZero();
    // As many rows as events were made, and none missing: each once.
    assertThat(rows(admin, "origin=AGENT&number=5000&text=" + prefix + "-"))
        .hasSize(fleet.made())
        .doesNotHaveDuplicates();
    assertThat(events(admin, "number=164&text=" + ended.getString("id"))).isEqualTo(1);
  }

  // The table, since the number of a query is counted up to 10,000 only; without the rows' ids, in
  // which two of the same event would differ.
  private static List<String> rows(Http admin, String query) {
    return admin
        .get("/api/v1/events?" + query, "Accept", "text/csv")
        .expect(200)
        .text()
        .lines()
        .skip(1)
        .map(line -> line.substring(line.indexOf(',')))
        .toList();
  }

  private static long events(Http admin, String query) {
    return admin.get("/api/v1/events?limit=1&" + query).expect(200).json().getInt("total");
  }

  private static Simulator fleet(Server server, String prefix, int count) {
    return new Simulator(Freshseal.of(server).base(), prefix, count, AT_A_TIME);
  }

  private static String group(Server server) {
    return Freshseal.of(server)
        .admin()
        .post("/api/v1/relay-groups", JSON, "{\"name\":\"simulated\"}")
        .expect(201)
        .json()
        .getString("id");
  }

  private static Round join(Simulator fleet, Server server, String group, int count) {
    JsonObject token =
        Freshseal.of(server)
            .admin()
            .post(
                "/api/v1/enrolment-tokens",
                JSON,
                "{\"name\":\"simulated\",\"uses\":"
                    + count
                    + ",\"validity\":\"PT1H\",\"group\":\""
                    + group
                    + "\"}")
            .expect(201)
            .json();
    Round joined = fleet.join(FleetMember.secret(token), count);
    assertThat(joined.failed()).isZero();
    return joined;
  }

  private static void say(String what, Object figure) {
    Object shown =
        figure instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : figure;
    System.out.println("simulator: " + what + ": " + shown);
  }
}
