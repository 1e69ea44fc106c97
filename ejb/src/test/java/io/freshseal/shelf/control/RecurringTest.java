package io.freshseal.shelf.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many may ask for a plan: each is heard, one thread plans, and nobody waits for it. */
class RecurringTest {

  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final AtomicInteger done = new AtomicInteger();

  @Test
  void askedWhileNobodyWorksYet_isDoneOnce() {
    Recurring work = new Recurring(done::incrementAndGet, threads::add);
    for (int i = 0; i < 100; i++) {
      work.ask();
    }
    assertThat(threads).hasSize(1);
    assertThat(done).hasValue(0);

    threads.remove().run();

    assertThat(done).hasValue(1);
    work.ask();
    threads.remove().run();
    assertThat(threads).isEmpty();
  }

  @Test
  void askedWhileItIsDone_isDoneOnceMore_byTheSameThread_andNobodyWaits() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger used = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(1);
    Executor executor =
        run -> {
          used.incrementAndGet();
          new Thread(
                  () -> {
                    run.run();
                    ended.countDown();
                  })
              .start();
        };
    Recurring work =
        new Recurring(
            () -> {
              done.incrementAndGet();
              working.countDown();
              assertThat(goOn).satisfies(CountDownLatch::await);
            },
            executor);
    work.ask();
    working.await();

    CompletableFuture<Void> askers =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 100; i++) {
                work.ask();
              }
            });

    askers.get(20, TimeUnit.SECONDS);
    assertThat(done).as("still the first time").hasValue(1);
    goOn.countDown();
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(done).hasValue(2);
    assertThat(used).as("threads").hasValue(1);
  }

  @Test
  void workThatBreaksOff_isDoneAgainWhenAskedFor() {
    Recurring work =
        new Recurring(
            () -> {
              if (done.incrementAndGet() == 1) {
                throw new IllegalStateException("of the test");
              }
            },
            Runnable::run);
    work.ask();

    work.ask();

    assertThat(done).hasValue(2);
  }

  @Test
  void threadThatCannotBeHad_isAskedForAgain() {
    AtomicBoolean closed = new AtomicBoolean(true);
    Recurring work =
        new Recurring(
            done::incrementAndGet,
            run -> {
              if (closed.get()) {
                throw new IllegalStateException("of the test");
              }
              run.run();
            });
    work.ask();
    closed.set(false);

    work.ask();

    assertThat(done).hasValue(1);
  }

  @Test
  void error_inTheWork_orInsteadOfAThread_endsNothingForGood() {
    AtomicBoolean noThread = new AtomicBoolean();
    Recurring work =
        new Recurring(
            () -> {
              if (done.incrementAndGet() == 1) {
                throw new OutOfMemoryError("of the test");
              }
            },
            run -> {
              if (noThread.get()) {
                throw new OutOfMemoryError("no thread, in the test");
              }
              threads.add(run);
            });
    work.ask();
    assertThatThrownBy(threads.remove()::run).isInstanceOf(OutOfMemoryError.class);
    noThread.set(true);
    assertThatThrownBy(work::ask).isInstanceOf(OutOfMemoryError.class);
    noThread.set(false);

    work.ask();
    threads.remove().run();

    assertThat(done).hasValue(2);
  }
}
