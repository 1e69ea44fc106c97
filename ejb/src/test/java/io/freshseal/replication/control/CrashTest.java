package io.freshseal.replication.control;

import static io.freshseal.replication.control.ReplicationBench.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.control.ShortLivedJvm;
import io.freshseal.trust.control.SigningAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Kill -9 at any instant leaves the old or the new state, nothing between. */
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {

  private static final int KILLS = Integer.getInteger("freshseal.kills", 110);
  private static final int LANES = 2;
  private static final int COMPONENTS = 3;
  private static final int CATALOGS = 150;

  @TempDir Path folder;
  private final Clock clock = Clock.systemUTC();
  private Path source;

  @BeforeEach
  void publishManyCatalogs() throws IOException {
    source = folder.resolve("source");
    UpstreamSimulator upstream =
        new UpstreamSimulator(SigningAuthority.own(folder.resolve("keys"), clock.instant()), clock);
    for (int sequence = 1; sequence <= CATALOGS; sequence++) {
      change(upstream, sequence);
      FolderSource.save(source, upstream, sequence, upstream.publish());
    }
    Files.write(source.resolve("anchors.pem"), upstream.anchors().pem());
  }

  // One component gets a new version, another only a renewed signature file.
  private static void change(UpstreamSimulator upstream, int sequence) {
    for (int i = 0; i < COMPONENTS; i++) {
      String id = "component-" + i;
      if (sequence == 1 || sequence % COMPONENTS == i) {
        upstream.offer(id, "1." + sequence, content(id + " " + sequence, 20_000 * (i + 1)));
      } else if ((sequence + 1) % COMPONENTS == i) {
        upstream.renew(id);
      }
    }
  }

  @Test
  void every_restart_after_a_kill_finds_a_whole_state_and_completes_the_next_run()
      throws Exception {
    ShortLivedJvm jvm = new ShortLivedJvm(folder, CrashSubject.class);
    ExecutorService threads = Executors.newFixedThreadPool(LANES);
    try {
      List<Future<Integer>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        CrashLane one = new CrashLane(jvm, folder.resolve("lane-" + lane), source, lane);
        lanes.add(threads.submit(() -> one.killRepeatedly(KILLS / LANES)));
      }
      int reachedASwitch = 0;
      for (Future<Integer> lane : lanes) {
        reachedASwitch += lane.get();
      }
      assertThat(reachedASwitch).as("lives that got as far as a switch").isBetween(1, KILLS - 1);
    } finally {
      threads.shutdownNow();
    }
  }
}
