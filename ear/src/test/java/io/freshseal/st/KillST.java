package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole shipped server, killed with -9 while it publishes and replicates. */
class KillST {
  private static final int KILLS = Distribution.isLong() ? 50 : 2;
  private static final int CONTENT = 3_000_000;

  private final Random random = new Random();
  private final Server server =
      Server.with("relay.interval", "PT1S", "relay.check-interval", "PT1S");

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void aServerKilledAtAnyInstant_servesAConsistentCatalogAgain_andCompletesTheNextRun() {
    Freshseal freshseal = Freshseal.of(server.start());
    Path anchors = freshseal.anchors();
    Agent agent = freshseal.newAgent();
    Consistency consistency = new Consistency(freshseal, anchors);
    Publisher publisher = new Publisher(freshseal);
    publisher.publishOnce();
    freshseal.runRelay();
    long served = consistency.check(Freshseal.RELAY);

    for (int kill = 1; kill <= KILLS; kill++) {
      Thread work = new Thread(publisher, "publisher");
      work.start();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(3000)));
      server.kill9();
      publisher.await(work);

      server.start();
      long offered = consistency.check(Freshseal.SOURCE);
      assertThat(offered).as("kill " + kill).isGreaterThanOrEqualTo(publisher.acknowledged());
      long after = consistency.check(Freshseal.RELAY);
      assertThat(after).as("kill " + kill).isGreaterThanOrEqualTo(served);
      served = after;
      JsonObject run = freshseal.runRelay();
      assertThat(run.getString("state")).as("kill " + kill + ": " + run).isEqualTo("COMPLETED");
      assertThat(freshseal.catalog(Freshseal.RELAY)).isEqualTo(freshseal.catalog(Freshseal.SOURCE));
      agent.update().expect(Agent.UPDATED);
    }
  }

  /** Publishes version after version, and renewals between, until the server is gone. */
  private static final class Publisher implements Runnable {
    private final Freshseal freshseal;
    private int version;
    private volatile long acknowledged;

    Publisher(Freshseal freshseal) {
      this.freshseal = freshseal;
    }

    void publishOnce() {
      version++;
      String id = "kill-" + version % 3;
      freshseal.stage(id, "1." + version, Bytes.of(CONTENT, version));
      acknowledged = freshseal.publish().getJsonNumber("sequence").longValue();
      if (version % 2 == 0) {
        freshseal.renew(id);
      }
    }

    @Override
    public void run() {
      try {
        while (true) {
          publishOnce();
        }
      } catch (RuntimeException | AssertionError gone) {
        // The server was killed; what matters is checked after its restart.
      }
    }

    /** The highest sequence that the source has said is published. */
    long acknowledged() {
      return acknowledged;
    }

    void await(Thread work) {
      try {
        work.join(TimeUnit.SECONDS.toMillis(60));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(work.isAlive()).isFalse();
    }
  }
}
