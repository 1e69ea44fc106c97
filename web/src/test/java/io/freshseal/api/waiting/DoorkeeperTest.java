package io.freshseal.api.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

  private volatile String tag = "old";
  private final Doorkeeper door =
      new Doorkeeper(Thread::new, () -> tag, new Random(1), System::nanoTime);

  @AfterEach
  void close() {
    door.close();
  }

  /** Somebody who tells how it was answered. */
  private static final class Somebody extends Waiter {

    final CompletableFuture<Boolean> closing = new CompletableFuture<>();

    Somebody() {
      super("old", false, 50);
    }

    @Override
    void answer(boolean end) {
      closing.complete(end);
      throw new IllegalStateException("its connection is gone");
    }
  }

  private static boolean answered(Somebody waiter) throws Exception {
    return !waiter.closing.get(30, TimeUnit.SECONDS);
  }

  @Test
  void switchedCatalog_wakesWhoWaits_whateverBecomesOfOneOfThem() throws Exception {
    Somebody first = new Somebody();
    Somebody second = new Somebody();
    assertThat(door.enter(first, 10)).isTrue();
    assertThat(door.enter(second, 10)).isTrue();
    tag = "new";
    door.changed();
    assertThat(answered(first)).isTrue();
    assertThat(answered(second)).isTrue();
    assertThat(door.size()).isZero();
  }

  @Test
  void catalogSwitchedWhileSomebodyEnters_isNotMissed() throws Exception {
    tag = "new";
    Somebody waiter = new Somebody();
    door.enter(waiter, 10);
    assertThat(answered(waiter)).isTrue();
  }

  @Test
  void sameCatalogAgain_wakesNobody() throws Exception {
    Somebody waiter = new Somebody();
    door.enter(waiter, 10);
    door.changed();
    assertThat(door.size()).isOne();
    door.close();
    assertThat(answered(waiter)).as("only the end answered it").isFalse();
    assertThat(door.enter(new Somebody(), 10)).isFalse();
  }
}
