package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** As many who wait as a machine has sockets for: what they cost, and how they are woken. */
@EnabledIf("io.freshseal.st.Distribution#isLong")
class WaitingLoadST {
  private static final int WAITERS = Integer.getInteger("freshseal.waiters", 15_000);
  private static final String CATALOG = "/source/v1/catalog";

  @Test
  void everybodyIsWoken_inWaves_andTheMemoryIsGivenBack() throws IOException {
    try (Server server =
        Server.with("roles", "source,manager", "serving.max-waiters", "1000000")
            .withEnvironment("FRESHSEAL_JAVA_OPTS", "-Xmx2g")
            .start()) {
      Freshseal source = Freshseal.of(server);
      source.publish("crowd", "1.0", Bytes.of(10_000, 1));
      source.stage("crowd", "2.0", Bytes.of(10_000, 2));
      String tag = source.anonymous().head(CATALOG).expect(200).header("ETag");
      long before = heap(server);
      long began = System.nanoTime();
      try (WaitingCrowd crowd = new WaitingCrowd(server.port(), CATALOG, tag)) {
        crowd.grow(WAITERS);
        long grown = System.nanoTime();
        long during = heap(server);
        assertThat(crowd.statuses()).as("nobody is answered early").isEmpty();
        long published = System.nanoTime();
        source.publish();
        crowd.until(() -> crowd.answered() == WAITERS);
        assertThat(crowd.statuses()).isEqualTo(Map.of(200, WAITERS));
        print(before, during, crowd.answers(), published, grown - began);
      }
      long after = heap(server);
      System.out.printf("heap when all have gone: %,d KiB%n", after >> 10);
      assertThat(source.anonymous().get(CATALOG).status()).isEqualTo(200);
    }
  }

  private static void print(
      long before, long during, List<Long> answers, long published, long opening) {
    System.out.printf(
        "%,d waiters, opened in %,d ms%n"
            + "heap: %,d KiB before, %,d KiB while they wait, %,d bytes each%n"
            + "woken after publish: first %,d ms, half %,d ms, last %,d ms%n",
        answers.size(),
        opening / 1_000_000,
        before >> 10,
        during >> 10,
        (during - before) / answers.size(),
        millis(answers.get(0) - published),
        millis(answers.get(answers.size() / 2) - published),
        millis(answers.get(answers.size() - 1) - published));
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  /** What is in use after a full collection. */
  private static long heap(Server server) {
    Command.run("jcmd", Long.toString(server.pid()), "GC.run").expect(0);
    return Load.of(server, () -> 0).heap();
  }
}
