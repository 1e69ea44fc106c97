package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.shared.entity.StorageSentence;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void results_come_in_the_order_of_the_items() throws StorageException {
    List<Integer> items = IntStream.range(0, 500).boxed().toList();

    assertThat(new Workers(threads, 4).map(items, i -> i * 2))
        .isEqualTo(items.stream().map(i -> i * 2).toList());
  }

  @Test
  void several_items_are_worked_on_at_once() throws StorageException {
    CountDownLatch together = new CountDownLatch(3);

    List<Boolean> met = new Workers(threads, 3).map(List.of(1, 2, 3), i -> meet(together));

    assertThat(met).containsOnly(true);
  }

  private static boolean meet(CountDownLatch together) {
    together.countDown();
    try {
      return together.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusing_or_idle_executor_leaves_the_work_to_the_caller() throws StorageException {
    Workers refused =
        new Workers(
            task -> {
              throw new RejectedExecutionException();
            },
            4);
    Workers never = new Workers(task -> {}, 4);

    assertThat(refused.map(List.of(1, 2, 3), i -> i)).containsExactly(1, 2, 3);
    assertThat(never.map(List.of(1, 2, 3), i -> i)).containsExactly(1, 2, 3);
  }

  @Test
  void first_fault_stops_what_has_not_begun() {
    AtomicInteger begun = new AtomicInteger();
    List<Integer> items = IntStream.range(0, 1000).boxed().toList();

    assertThatThrownBy(
            () ->
                new Workers(task -> {}, 4)
                    .map(
                        items,
                        i -> {
                          begun.incrementAndGet();
                          throw new StorageException(
                              StatusCode.DISK_FULL, StorageSentence.NO_ROOM, "here");
                        }))
        .isInstanceOf(StorageException.class)
        .hasMessage("No room left on the disk of here.");
    assertThat(begun).hasValue(1);
  }
}
