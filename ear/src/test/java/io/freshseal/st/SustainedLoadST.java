package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.forge.Digests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Fast and slow readers and agents of one process, whose source publishes every second and whose
 * relay follows by push: for ten minutes, or as many seconds as {@code freshseal.load.seconds}.
 */
@EnabledIf("io.freshseal.st.Distribution#isLong")
class SustainedLoadST {
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("freshseal.load.seconds", 600));
  private static final int FAST = Integer.getInteger("freshseal.load.fast", 24);
  private static final int SLOW = Integer.getInteger("freshseal.load.slow", 1_000);
  private static final int COMPONENTS = 20;
  private static final int SIZE = 100_000;
  private static final long SECOND = 1_000_000_000L;
  private static final Duration FOLLOWS = Duration.ofSeconds(60);
  private static final int LEAST_SWITCHES = (int) Math.max(1, TIME.toSeconds() / 120);

  private final List<Integer> agentRuns = new ArrayList<>();
  private int published;
  private volatile boolean over;

  @Test
  void everyPairFits_theRelayFollows_noFaultOfTheServer_andTheHeapIsFlat() throws Exception {
    try (Server server = Server.with("relay.interval", "PT1H", "relay.push", "true").start()) {
      Freshseal freshseal = Freshseal.of(server);
      for (int i = 0; i < COMPONENTS; i++) {
        freshseal.stage("load-" + i, "1.0", Bytes.of(SIZE, i));
      }
      freshseal.publish("load-large", "1.0", Bytes.of(30_000_000, 7));
      freshseal.runRelay();
      Agent agent = freshseal.newAgent();
      agent.update().expect(Agent.UPDATED);
      try (FastReaders fast = FastReaders.start(freshseal.anonymous(), FAST);
          SlowReaders slow =
              SlowReaders.start(server.port(), "/api/v1/components/load-large/1.0", SLOW)) {
        publishFor(freshseal, agent, TIME.dividedBy(5)).join();
        long warm = Load.heapKept(server);
        Thread updates = publishFor(freshseal, agent, TIME.minus(TIME.dividedBy(5)));
        Eventually.until(
            "the relay has the catalog of the last publish",
            FOLLOWS,
            () -> catalog(freshseal, Freshseal.RELAY).equals(catalog(freshseal, Freshseal.SOURCE)));
        updates.join();
        fast.end();
        Map<Integer, Integer> turnedAway = slow.end();
        long end = Load.heapKept(server);
        System.out.printf(
            "%d s, %d publishes, %d switches of the relay; %d fast readers: %,d whole pairs, %s; %d slow readers: %s, %d at"
                + " once, %d cut, %d unanswered; runs of the agent: %d; heap %,d KiB after a fifth, %,d KiB at the end%n",
            TIME.toSeconds(),
            published,
            fast.switches(),
            FAST,
            fast.pairs(),
            fast.statuses(),
            SLOW,
            turnedAway,
            slow.most(),
            slow.cut(),
            slow.unanswered(),
            agentRuns.size(),
            warm >> 10,
            end >> 10);
        assertThat(fast.mismatches()).isEmpty();
        assertThat(fast.broken()).isEmpty();
        assertThat(fast.pairs()).isPositive();
        assertThat(fast.switches()).as("switches").isGreaterThanOrEqualTo(LEAST_SWITCHES);
        assertThat(fast.statuses().keySet())
            .isSubsetOf("catalog 200", "catalog 304", "object 200", "object 429");
        assertThat(turnedAway.keySet()).isSubsetOf(200, 429);
        assertThat(slow.most()).isPositive();
        assertThat(agentRuns).isNotEmpty().containsOnly(Agent.UPDATED);
        assertThat(end).as("heap").isLessThan(warm * 5 / 4 + 16_000_000);
      }
    }
  }

  private static String catalog(Freshseal freshseal, String base) {
    return Digests.sha256(freshseal.catalog(base));
  }

  /**
   * One component a second; an agent updates beside that, again and again. Answers the thread of
   * the agent, which ends with the run that it is at.
   */
  private Thread publishFor(Freshseal freshseal, Agent agent, Duration time) {
    over = false;
    Thread updates = new Thread(() -> update(agent), "agent");
    updates.start();
    long next = System.nanoTime();
    long end = next + time.toNanos();
    while (System.nanoTime() < end) {
      published++;
      String id = "load-" + published % COMPONENTS;
      if (published % 5 == 0) {
        freshseal.renew(id);
      } else {
        freshseal.publish(id, "1." + published, Bytes.of(SIZE, 100 + published));
      }
      next += SECOND;
      LockSupport.parkNanos(next - System.nanoTime());
    }
    over = true;
    return updates;
  }

  private void update(Agent agent) {
    while (!over) {
      agentRuns.add(agent.update().exit());
    }
  }
}
