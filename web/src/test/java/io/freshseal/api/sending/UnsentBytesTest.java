package io.freshseal.api.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.api.sending.StalledConnections.Watched;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnsentBytesTest {

  private static final int FULL = UnsentBytes.ROOM + 1;

  private final Reader reader = new Reader();
  private final AtomicLong nanos = new AtomicLong();
  private final UnsentBytes unsent = new UnsentBytes(reader, nanos::get);

  /** Somebody who takes what it is told to, each time somebody looks. */
  private static final class Reader implements Line {
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile int takes;
    private volatile boolean open = true;
    private volatile Runnable atEachLook = () -> {};

    @Override
    public int waiting() {
      looks.incrementAndGet();
      atEachLook.run();
      return waiting.updateAndGet(now -> Math.max(0, now - takes));
    }

    void add(int bytes) {
      most.accumulateAndGet(waiting.addAndGet(bytes), Math::max);
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void end() {
      open = false;
      waiting.set(0);
    }
  }

  @Test
  void whereLittleWaits_aPieceIsWrittenAtOnce() throws IOException {
    reader.add(UnsentBytes.ROOM);

    unsent.add(() -> reader.add(UnsentBytes.PIECE));

    assertThat(reader.waiting.get()).isEqualTo(UnsentBytes.ROOM + UnsentBytes.PIECE);
    assertThat(unsent.hasRoom()).isFalse();
  }

  @Test
  void whereMuchWaits_aPieceIsWrittenWhenTheReaderHasTakenSome() throws IOException {
    reader.add(FULL + 10_000);
    reader.takes = 1_000;

    unsent.add(() -> reader.add(1));

    assertThat(reader.looks.get()).isGreaterThan(10);
    assertThat(reader.waiting.get()).isBetween(UnsentBytes.ROOM - 1_000, UnsentBytes.ROOM + 1);
  }

  @Test
  void manyWritersOfOneConnection_neverAddMoreThanOnePieceTogether() throws Exception {
    reader.takes = 10_000;
    ExecutorService writers = Executors.newFixedThreadPool(8);
    Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 8; i++) {
      writers.submit(
          () -> {
            try {
              for (int piece = 0; piece < 20; piece++) {
                unsent.add(() -> reader.add(UnsentBytes.PIECE));
              }
            } catch (IOException e) {
              faults.add(e);
            }
          });
    }
    writers.shutdown();

    assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(faults).isEmpty();
    assertThat(reader.most.get()).isLessThanOrEqualTo(UnsentBytes.ROOM + UnsentBytes.PIECE);
  }

  @Test
  void aReaderThatTakesNothing_losesItsConnectionAndNothingIsWritten() {
    reader.add(FULL);
    reader.atEachLook = () -> nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    AtomicInteger written = new AtomicInteger();

    assertThatThrownBy(() -> unsent.add(written::incrementAndGet)).isInstanceOf(IOException.class);
    assertThat(written).hasValue(0);
    assertThat(reader.open).isFalse();
    assertThat(reader.waiting).hasValue(0);
  }

  @Test
  void aReaderThatTakesLittle_isWaitedForHoweverLongItLasts() throws IOException {
    reader.add(FULL + 1_000);
    reader.takes = 100;
    reader.atEachLook = () -> nanos.addAndGet(Duration.ofSeconds(100).toNanos());
    AtomicInteger written = new AtomicInteger();

    unsent.add(written::incrementAndGet);

    assertThat(written).hasValue(1);
    assertThat(reader.open).isTrue();
  }

  @Test
  void aReaderThatHasGone_isNotWaitedFor() {
    reader.add(FULL);
    reader.open = false;
    AtomicInteger written = new AtomicInteger();

    assertThatThrownBy(() -> unsent.add(written::incrementAndGet)).isInstanceOf(IOException.class);
    assertThat(written).hasValue(0);
  }

  @Test
  void aConnectionOnWhichTheSameWaitsForTwoMinutes_isEnded() {
    Watched watched = new Watched(unsent);
    reader.add(10);
    for (int look = 0; look < 8; look++) {
      assertThat(watched.isOver()).isFalse();
      assertThat(reader.open).isTrue();
    }

    assertThat(watched.isOver()).isTrue();
    assertThat(reader.open).isFalse();
  }

  @Test
  void aConnectionOnWhichNothingWaits_orLessEachTime_isLeftAlone() {
    Watched watched = new Watched(unsent);
    reader.add(1_000);
    reader.takes = 10;
    for (int look = 0; look < 200; look++) {
      assertThat(watched.isOver()).isFalse();
    }
    assertThat(reader.waiting).hasValue(0);
    assertThat(reader.open).isTrue();
  }

  @Test
  void aConnectionThatWasClosed_isForgottenWhenNothingWaitsAnyMore() {
    Watched watched = new Watched(unsent);
    reader.add(10);
    reader.open = false;
    assertThat(watched.isOver()).isFalse();

    reader.takes = 10;
    assertThat(watched.isOver()).isTrue();
  }
}
