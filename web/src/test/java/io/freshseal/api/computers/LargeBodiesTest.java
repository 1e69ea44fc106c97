package io.freshseal.api.computers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemException;
import io.freshseal.shared.entity.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many long bodies are in memory together. */
class LargeBodiesTest {

  private static final int MOST = 4 * LargeBodies.SHORT_BYTES;

  private final LargeBodies bodies = new LargeBodies();
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
    return bodies.take(body, MOST, bytes -> bytes.length, length -> length);
  }

  private int hold() {
    return bodies.take(
        body(LargeBodies.SHORT_BYTES + 1),
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
    List<Future<Integer>> working = new ArrayList<>();
    for (int i = 0; i < LargeBodies.MOST; i++) {
      working.add(threads.submit(this::hold));
    }
    held.await();
    InputStream third = body(MOST);

    Problem refused = problem(() -> take(third));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo(StatusCode.TOO_MANY_REQUESTS);
    assertThat(Integer.parseInt(refused.headers().get("Retry-After"))).isBetween(5, 15);
    assertThat(third.read()).as("who sends it can read the answer").isEqualTo(-1);
    assertThat(problem(() -> take(body(MOST + 1))).status()).isEqualTo(413);
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
                      bytes -> bytes.length,
                      length -> {
                        throw new IllegalStateException("in working");
                      }))
          .hasMessage("in working");
    }

    assertThat(take(body(MOST))).isEqualTo(MOST);
  }
}
