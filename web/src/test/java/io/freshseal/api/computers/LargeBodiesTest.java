package io.freshseal.api.computers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemException;
import io.freshseal.member.control.HeartbeatJson;
import io.freshseal.shared.entity.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many long bodies are in memory together. */
class LargeBodiesTest {

  private static final int MOST = 8 * LargeBodies.SHORT_BYTES;
  private static final int SLOW = 16 * 1024;

  private final AtomicLong time = new AtomicLong();
  private final LargeBodies bodies = new LargeBodies(time::get);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch held = new CountDownLatch(LargeBodies.MOST);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void close() {
    goOn.countDown();
    threads.shutdownNow();
  }

  private static InputStream body(int bytes) {
    return new ByteArrayInputStream(new byte[bytes]);
  }

  private int take(InputStream body) {
    return take(body, -1);
  }

  private int take(InputStream body, long announced) {
    return bodies.take(body, announced, MOST, bytes -> bytes.length, length -> length);
  }

  /** A body of which so many bytes come in a second. */
  private InputStream arriving(int rate, Runnable first) {
    return new FilterInputStream(body(MOST)) {
      private boolean begun;

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!begun) {
          begun = true;
          first.run();
        }
        int count = super.read(buffer, offset, length);
        time.addAndGet(Duration.ofSeconds(1).toNanos() * Math.max(count, 0) / rate);
        return count;
      }
    };
  }

  /** Somebody comes while all places are taken. */
  private void turnSomebodyAway() {
    bodies.take(
        body(LargeBodies.SHORT_BYTES + 1),
        -1,
        MOST,
        bytes -> bytes.length,
        length -> {
          assertThat(problem(() -> take(body(MOST), MOST)).status()).isEqualTo(429);
          return length;
        });
  }

  private List<Future<Integer>> full() throws InterruptedException {
    List<Future<Integer>> working = new ArrayList<>();
    for (int i = 0; i < LargeBodies.MOST; i++) {
      working.add(threads.submit(this::hold));
    }
    held.await();
    return working;
  }

  private int hold() {
    return bodies.take(
        body(LargeBodies.SHORT_BYTES + 1),
        -1,
        MOST,
        bytes -> bytes.length,
        length -> {
          held.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return length;
        });
  }

  private static Problem problem(Runnable work) {
    Problem[] told = new Problem[1];
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(ProblemException.class, e -> told[0] = e.problem());
    return told[0];
  }

  @Test
  void longBodies_areTwoAtOnce_andShortOnesNeverWait() throws Exception {
    List<Future<Integer>> working = full();
    InputStream third = body(MOST);

    Problem refused = problem(() -> take(third));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo(StatusCode.TOO_MANY_REQUESTS);
    assertThat(Integer.parseInt(refused.headers().get("Retry-After"))).isBetween(5, 15);
    assertThat(refused.headers()).doesNotContainKey("Connection");
    assertThat(third.read()).as("who sends it can read the answer").isEqualTo(-1);
    assertThat(problem(() -> take(body(MOST + 1), MOST + 1)).status()).isEqualTo(413);
    assertThat(take(body(LargeBodies.SHORT_BYTES))).isEqualTo(LargeBodies.SHORT_BYTES);
    assertThat(take(body(0))).isZero();

    goOn.countDown();
    for (Future<Integer> one : working) {
      assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(LargeBodies.SHORT_BYTES + 1);
    }
    assertThat(take(body(MOST))).isEqualTo(MOST);
  }

  @Test
  void whateverEndsThem_theirPlacesAreFree() {
    for (int i = 0; i < 2 * LargeBodies.MOST; i++) {
      assertThat(problem(() -> take(body(MOST + 1))).status()).isEqualTo(413);
      assertThatThrownBy(
              () ->
                  bodies.take(
                      body(MOST),
                      -1,
                      MOST,
                      bytes -> {
                        throw new IllegalStateException("in parsing");
                      },
                      nothing -> nothing))
          .hasMessage("in parsing");
      assertThatThrownBy(
              () ->
                  bodies.take(
                      body(MOST),
                      MOST,
                      MOST,
                      bytes -> bytes.length,
                      length -> {
                        throw new IllegalStateException("in working");
                      }))
          .hasMessage("in working");
    }

    assertThat(take(body(MOST))).isEqualTo(MOST);
  }

  @Test
  void bodyThatAnnouncesItsLength_isRefusedBeforeAnythingOfItIsKept() throws Exception {
    full();
    Set<Integer> pieces = new HashSet<>();
    InputStream third =
        new FilterInputStream(body(MOST)) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            pieces.add(System.identityHashCode(buffer));
            return super.read(buffer, offset, length);
          }
        };

    assertThat(problem(() -> take(third, MOST)).status()).isEqualTo(429);

    assertThat(pieces).as("one piece of memory, over and over").hasSize(1);
    assertThat(take(body(LargeBodies.SHORT_BYTES), LargeBodies.SHORT_BYTES))
        .isEqualTo(LargeBodies.SHORT_BYTES);
  }

  @Test
  void whatWasReadOfARefusedBody_isFreeBeforeTheRestIsWaitedFor() throws Exception {
    full();
    List<WeakReference<byte[]>> read = new ArrayList<>();
    List<Long> kept = new ArrayList<>();
    InputStream third =
        new FilterInputStream(body(MOST)) {
          private int seen;

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            if (seen > LargeBodies.SHORT_BYTES && kept.isEmpty()) {
              System.gc();
              kept.add(read.stream().filter(piece -> piece.get() != null).count());
            }
            int count = super.read(buffer, offset, length);
            if (seen <= LargeBodies.SHORT_BYTES) {
              read.add(new WeakReference<>(buffer));
            }
            seen += Math.max(count, 0);
            return count;
          }
        };

    assertThat(problem(() -> take(third)).status()).isEqualTo(429);

    assertThat(read).hasSizeGreaterThan(10);
    assertThat(kept).containsExactly(0L);
  }

  @Test
  void refusedBodyThatTakesItsTime_isNotWaitedFor() throws Exception {
    full();
    InputStream slow = arriving(SLOW, () -> {});

    Problem refused = problem(() -> take(slow, MOST));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Connection", "close").containsKey("Retry-After");
    assertThat(passed())
        .isBetween(HeartbeatJson.LONGEST_REST, HeartbeatJson.LONGEST_REST.plusSeconds(2));
    assertThat(slow.available()).isPositive();
  }

  @Test
  void slowBody_isTakenWhileNobodyIsTurnedAway() {
    assertThat(take(arriving(SLOW, () -> {}), MOST)).isEqualTo(MOST);

    assertThat(passed()).isGreaterThan(HeartbeatJson.PATIENCE.multipliedBy(5));
  }

  @Test
  void slowBody_givesWayWhenSomebodyIsTurnedAway() {
    Problem refused = problem(() -> take(arriving(SLOW, this::turnSomebodyAway), MOST));

    assertThat(refused.status()).isEqualTo(408);
    assertThat(refused.code()).isEqualTo(StatusCode.TOO_SLOW);
    assertThat(refused.headers()).containsEntry("Connection", "close");
    assertThat(passed()).isBetween(HeartbeatJson.PATIENCE, HeartbeatJson.PATIENCE.plusSeconds(2));
    assertThat(take(arriving(SLOW, () -> take(body(MOST), MOST)), MOST))
        .as("its place is free")
        .isEqualTo(MOST);
  }

  @Test
  void bodyThatIsFastEnough_doesNotGiveWay_howeverLongItTakes() {
    InputStream steady = arriving(HeartbeatJson.LEAST_RATE * 5 / 4, this::turnSomebodyAway);

    assertThat(take(steady, MOST)).isEqualTo(MOST);

    assertThat(passed()).isGreaterThan(HeartbeatJson.PATIENCE);
  }

  private Duration passed() {
    return Duration.ofNanos(time.get());
  }
}
