package io.freshseal.replication.control.lazy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for whom at the gate. */
class EvictionGateTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicBoolean dropEnded = new AtomicBoolean();
  private final EvictionGate gate = new EvictionGate();

  @AfterEach
  void close() {
    goOn.countDown();
    threads.shutdownNow();
  }

  private Boolean heldUp() {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dropEnded.set(true);
    return true;
  }

  private static <T> T inTime(Future<T> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }

  @Test
  void whoDrops_doesNotWaitForAnotherWhoDrops() throws Exception {
    Future<Boolean> first = threads.submit(() -> gate.unlessClosed(this::heldUp, false));
    begun.await();

    assertThat(inTime(threads.submit(() -> gate.unlessClosed(() -> true, false)))).isTrue();

    goOn.countDown();
    assertThat(inTime(first)).isTrue();
  }

  @Test
  void aRun_beginsWhenTheDropBeforeItHasEnded_andNoneBeginsAfterIt() throws Exception {
    Future<Boolean> drop = threads.submit(() -> gate.unlessClosed(this::heldUp, false));
    begun.await();
    Watched<List<Boolean>> run =
        Watched.start(
            () ->
                gate.closedDuring(
                    () -> List.of(dropEnded.get(), gate.unlessClosed(() -> true, false))));
    run.awaitWaiting();

    goOn.countDown();

    assertThat(run.result()).containsExactly(true, false);
    assertThat(inTime(drop)).isTrue();
    assertThat(gate.unlessClosed(() -> true, false)).isTrue();
  }
}
