package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.forge.Digests;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The whole shipped server, killed with -9 while it takes a bundle in, and while it makes one. */
@EnabledIfSystemProperty(named = "freshseal.long", matches = "true")
class BundleKillST {

  private static final int KILLS = 5;
  private static final int CONTENT = 60_000_000;
  private static final int LONGEST_MILLIS = 2_500;

  private static final Random RANDOM = new Random();
  private static AirGap gap;
  private static int version;

  @BeforeAll
  static void start() {
    gap = new AirGap();
    gap.signForMonths();
    publish();
    assertThat(gap.take(gap.carry(gap.make())).getString("state")).isEqualTo("COMPLETED");
  }

  @AfterAll
  static void stop() {
    gap.close();
  }

  private static void publish() {
    version++;
    gap.connected.stage("kill-large", "1." + version, Bytes.of(CONTENT, version));
    gap.connected.stage("kill-small", "1." + version, Bytes.of(1_000, version));
    gap.connected.publish();
    assertThat(gap.connected.runRelay().getString("state")).isEqualTo("COMPLETED");
  }

  @Test
  void killedWhileItTakesABundleIn_servesTheOldOrTheNewCatalog_andTakesItInAfterwards() {
    Consistency consistency = new Consistency(gap.isolated, gap.anchors);
    for (int kill = 1; kill <= KILLS; kill++) {
      byte[] before = gap.isolated.catalog(Freshseal.RELAY);
      publish();
      Path medium = gap.carry(gap.make());
      byte[] after = gap.connected.catalog(Freshseal.RELAY);

      kill(gap.isolatedServer, () -> gap.take(medium));

      gap.isolatedServer.start();
      assertThat(gap.isolated.catalog(Freshseal.RELAY)).as("kill " + kill).isIn(before, after);
      consistency.check(Freshseal.RELAY);
      assertThat(gap.isolatedServer.data().resolve("incoming"))
          .as("what was received and not taken in is gone")
          .satisfiesAnyOf(
              folder -> assertThat(folder).doesNotExist(),
              folder -> assertThat(folder).isEmptyDirectory());
      assertThat(gap.take(medium).getString("state")).isEqualTo("COMPLETED");
      assertThat(gap.isolated.catalog(Freshseal.RELAY)).isEqualTo(after);
    }
  }

  @Test
  void killedWhileItMakesABundle_keepsWholeOnesAlone_andMakesTheSameAfterwards()
      throws IOException {
    String digest = gap.make().getString("sha256");
    for (int kill = 1; kill <= KILLS; kill++) {
      kill(gap.connectedServer, gap::make);

      gap.connectedServer.start();
      List<JsonObject> kept =
          gap.connected
              .admin()
              .get("/api/v1/bundles")
              .expect(200)
              .json()
              .getJsonArray("bundles")
              .getValuesAs(JsonObject.class);
      assertThat(kept).isNotEmpty();
      for (JsonObject bundle : kept) {
        assertThat(bundle.getString("state")).as("kill " + kill).isEqualTo("COMPLETED");
        assertThat(Digests.sha256(Files.readAllBytes(gap.carry(bundle))))
            .isEqualTo(bundle.getString("sha256"));
      }
      try (Stream<Path> folders = Files.list(gap.connectedServer.data().resolve("bundles"))) {
        assertThat(folders).as("nothing else is left").hasSize(kept.size());
      }
      assertThat(gap.make().getString("sha256")).isEqualTo(digest);
    }
  }

  private static void kill(Server server, Runnable work) {
    Thread worker =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException | AssertionError gone) {
                // The server was killed; what matters is checked after its restart.
              }
            },
            "courier");
    worker.start();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RANDOM.nextInt(LONGEST_MILLIS)));
    server.kill9();
    try {
      worker.join(TimeUnit.SECONDS.toMillis(90));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(worker.isAlive()).isFalse();
  }
}
