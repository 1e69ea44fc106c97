package io.freshseal.replication.control.lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.replication.control.ReplicationBench;
import io.freshseal.replication.control.lazy.HeldContents.Asked;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers and a quota may rely on while the disk takes its time. */
class ContentDiskTest {

  private static final int SIZE = 1_000;
  private static final Instant LATER = ReplicationBench.START.plus(Duration.ofMinutes(1));

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Sha256> slow = ConcurrentHashMap.newKeySet();
  private final Set<Sha256> stuck = ConcurrentHashMap.newKeySet();
  private final Set<Sha256> faulty = ConcurrentHashMap.newKeySet();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final HeldContents held = new HeldContents();
  private ReplicationBench bench;
  private ObjectStore objects;
  private ContentDisk disk;
  private Sha256 a;
  private Sha256 b;

  @BeforeEach
  void holdTwo() throws IOException {
    bench = new ReplicationBench(folder);
    objects = bench.vault("relay").objects();
    disk = new ContentDisk(held, objects, this::delete);
    a = arrive("a", ReplicationBench.START);
    b = arrive("b", ReplicationBench.START.plusSeconds(1));
  }

  @AfterEach
  void close() throws IOException {
    goOn.countDown();
    threads.shutdownNow();
    bench.close();
  }

  private Sha256 arrive(String name, Instant time) throws IOException {
    Sha256 digest = objects.put(ReplicationBench.content(name, SIZE));
    assertThat(held.reserve(SIZE, Long.MAX_VALUE)).isTrue();
    held.arrived(digest, SIZE, time);
    return digest;
  }

  private void delete(Sha256 digest) throws StorageException {
    if (stuck.contains(digest)) {
      throw StorageException.of(new IOException("the disk refuses"), folder);
    }
    if (faulty.contains(digest)) {
      throw new IllegalStateException("of the test");
    }
    if (slow.contains(digest)) {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    objects.delete(digest);
  }

  private static <T> T inTime(Future<T> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }

  private <T> T inTime(Callable<T> work) throws Exception {
    return inTime(threads.submit(work));
  }

  private boolean makeRoom(int contents, int most) {
    return disk.reserveByDropping((long) contents * SIZE, (long) most * SIZE, LATER);
  }

  // The drop of a, by somebody who needs room for one more beside b.
  private Future<Boolean> dropOfAHeldUp() throws InterruptedException {
    slow.add(a);
    Future<Boolean> drop = threads.submit(() -> makeRoom(1, 2));
    begun.await();
    return drop;
  }

  private boolean isHere(Sha256 digest) {
    return objects.find(digest).isPresent();
  }

  private void isUnderWay(Future<?> work) {
    assertThat(work.isDone()).isFalse();
  }

  @Test
  void whileADropIsHeldUp_readersOfOthersBeginAndEnd() throws Exception {
    Future<Boolean> drop = dropOfAHeldUp();

    Asked asked =
        inTime(
            () -> {
              Asked said = held.use(b, LATER);
              held.enter(List.of(b));
              held.leave(List.of(b));
              held.bytes();
              return said;
            });

    assertThat(asked).isEqualTo(Asked.HERE);
    isUnderWay(drop);
    goOn.countDown();
    assertThat(inTime(drop)).isTrue();
  }

  @Test
  void whatIsBeingDropped_isNotToBeHad_andItsBytesCountUntilItHasGone() throws Exception {
    Future<Boolean> drop = dropOfAHeldUp();

    assertThat(held.use(a, LATER)).isEqualTo(Asked.LEAVING);
    assertThat(held.bytes()).isEqualTo(2 * SIZE);
    assertThat(inTime(() -> held.reserve(SIZE, 3 * SIZE)))
        .as("what is dropped makes room for who dropped it")
        .isFalse();

    goOn.countDown();
    assertThat(inTime(drop)).isTrue();
    assertThat(held.use(a, LATER)).isEqualTo(Asked.UNKNOWN);
    assertThat(held.bytes()).isEqualTo(SIZE);
    assertThat(held.reserve(1, 2 * SIZE)).as("the rest is reserved").isFalse();
  }

  @Test
  void whoKeepsWhatIsBeingDropped_isToldWhenItHasGone() throws Exception {
    Future<Boolean> drop = dropOfAHeldUp();
    Watched<Boolean> reader =
        Watched.start(
            () -> {
              held.enter(List.of(a));
              return isHere(a);
            });
    reader.awaitWaiting();

    goOn.countDown();

    assertThat(reader.result()).as("what it finds then, stays").isFalse();
    assertThat(inTime(drop)).isTrue();
  }

  @Test
  void whatSomebodyReads_isNotDropped_thoughItWasIdleWhenItWasLookedAt() throws Exception {
    slow.add(a);
    Future<Void> settled =
        threads.submit(
            () -> {
              // Nothing names them any more.
              disk.settle(Map.of(), 2 * SIZE, Instant.MIN, LATER);
              return null;
            });
    begun.await();

    inTime(
        () -> {
          held.enter(List.of(b));
          return null;
        });
    goOn.countDown();
    inTime(settled);

    assertThat(isHere(a)).isFalse();
    assertThat(isHere(b)).isTrue();
    assertThat(held.bytes()).isEqualTo(SIZE);
  }

  @Test
  void whatIsAskedForMeanwhile_isNotDroppedEither() throws Exception {
    slow.add(a);
    Future<Void> settled =
        threads.submit(
            () -> {
              disk.settle(Map.of(), 2 * SIZE, Instant.MIN, LATER);
              return null;
            });
    begun.await();

    assertThat(inTime(() -> held.use(b, LATER))).isEqualTo(Asked.HERE);
    goOn.countDown();
    inTime(settled);

    assertThat(isHere(b)).isTrue();
  }

  @Test
  void whoNeedsRoomMeanwhile_dropsAnother_andDoesNotWait() throws Exception {
    Future<Boolean> first = dropOfAHeldUp();

    assertThat(inTime(() -> makeRoom(1, 2))).isTrue();

    assertThat(isHere(b)).isFalse();
    isUnderWay(first);
    assertThat(held.bytes()).as("a is still on the disk").isEqualTo(SIZE);
    goOn.countDown();
    assertThat(inTime(first)).isTrue();
    assertThat(held.bytes()).isZero();
    assertThat(held.reserve(1, 2 * SIZE)).as("both have their room, and that is all").isFalse();
  }

  @Test
  void whoCountsOnTheDropOfAnother_waitsForIt() throws Exception {
    Sha256 large = objects.put(ReplicationBench.content("large", 3 * SIZE));
    Instant before = ReplicationBench.START.minusSeconds(1);
    held.add(large, 3 * SIZE, before, before);
    slow.add(large);
    // Five of five are taken; three go where one is needed.
    Future<Boolean> first = threads.submit(() -> makeRoom(1, 5));
    begun.await();
    Watched<Boolean> second = Watched.start(() -> makeRoom(1, 5));
    second.awaitWaiting();

    goOn.countDown();

    assertThat(inTime(first)).isTrue();
    assertThat(second.result()).isTrue();
    assertThat(isHere(a)).as("nothing more than needed").isTrue();
    assertThat(held.reserve(SIZE, 5 * SIZE)).isTrue();
    assertThat(held.reserve(1, 5 * SIZE)).isFalse();
  }

  @Test
  void whatCannotBeDropped_isStillHere_andNobodyHasItsRoom() {
    stuck.add(a);

    assertThat(makeRoom(1, 2)).isFalse();

    assertThat(held.use(a, LATER)).isEqualTo(Asked.HERE);
    assertThat(held.bytes()).isEqualTo(2 * SIZE);
    stuck.clear();
    assertThat(makeRoom(1, 2)).as("nothing of the first attempt is left").isTrue();
    assertThat(isHere(b)).as("a was asked for a moment ago").isFalse();
  }

  @Test
  void dropThatBreaksOff_leavesNobodyWaiting_andNoRoomTaken() throws Exception {
    faulty.add(a);

    assertThatThrownBy(() -> makeRoom(2, 2)).isInstanceOf(IllegalStateException.class);

    assertThat(held.use(a, ReplicationBench.START)).isEqualTo(Asked.HERE);
    assertThat(held.use(b, ReplicationBench.START)).isEqualTo(Asked.HERE);
    inTime(
        () -> {
          held.enter(List.of(a, b));
          held.leave(List.of(a, b));
          return null;
        });
    assertThat(held.over(2 * SIZE)).as("what is promised, too").isZero();
    faulty.clear();
    assertThat(makeRoom(2, 2)).isTrue();
  }

  @Test
  void afterACrashInADrop_theDiskSaysWhatIsHere() throws Exception {
    dropOfAHeldUp();

    HeldContents anew = new HeldContents();
    new ContentDisk(anew, objects, objects::delete)
        .look(Map.of(a, (long) SIZE, b, (long) SIZE), true, LATER);

    assertThat(anew.use(a, LATER)).isEqualTo(Asked.HERE);
    assertThat(anew.bytes()).isEqualTo(2 * SIZE);
    assertThat(Files.size(objects.find(a).orElseThrow())).isEqualTo(SIZE);
  }

  @Test
  void whileADropIsHeldUp_aLookForgetsNothingTwice() throws Exception {
    Future<Boolean> drop = dropOfAHeldUp();

    inTime(
        () -> {
          objects.delete(a);
          disk.look(Map.of(a, (long) SIZE, b, (long) SIZE), true, LATER);
          return null;
        });
    goOn.countDown();
    inTime(drop);

    assertThat(held.bytes()).isEqualTo(SIZE);
    assertThat(held.count()).isEqualTo(1);
  }
}
