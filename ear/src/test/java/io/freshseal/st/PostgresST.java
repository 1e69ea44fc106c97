package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The same package on PostgreSQL, by settings alone. */
class PostgresST {

  @Test
  void onPostgresql_theMainJobIsDone_andAStopIsClean() {
    try (PostgresCluster cluster = PostgresCluster.start();
        Server server = cluster.server()) {
      Smoke.test(Freshseal.of(server.start()));

      assertThat(Integer.parseInt(cluster.query("select count(*) from system_event"))).isPositive();
      Eventually.until(
          "since when the source offers what is kept",
          Duration.ofSeconds(30),
          () -> !cluster.query("select count(*) from source_past").equals("0"));
      assertThat(Files.exists(server.data().resolve("db"))).as("an embedded database").isFalse();
      assertThat(server.log()).doesNotContain(PostgresCluster.PASSWORD);

      long before = System.nanoTime();
      assertThat(server.stop()).isIn(0, 143);
      assertThat(System.nanoTime() - before).as("nanoseconds to stop").isLessThan(10_000_000_000L);
    }
  }
}
