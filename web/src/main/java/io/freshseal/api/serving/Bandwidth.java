package io.freshseal.api.serving;

import io.freshseal.settings.boundary.SettingsDesk;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The bandwidth of large files, {@code freshseal.serving.max-bandwidth}, shared by relay and source
 * and fairly by readers. Safe for threads.
 */
@ApplicationScoped
public class Bandwidth {

  private final Turns turns;
  private ScheduledExecutorService clock;
  private boolean ticking;
  private volatile boolean closed;

  /** For the proxy of the container. */
  protected Bandwidth() {
    this.turns = null;
  }

  @Inject
  public Bandwidth(SettingsDesk settings) {
    this.turns = new Turns(() -> settings.current().push().maxBandwidth(), System::nanoTime);
  }

  /** How many bytes should be sent by one turn. */
  public int part() {
    return turns.part();
  }

  /**
   * Calls back when it is this reader's turn, at once where no bandwidth is set.
   *
   * @param reader the address of whoever downloads
   * @param go does not block; says whether the bytes are sent, or the reader has gone
   */
  public void ask(String reader, int bytes, BooleanSupplier go) {
    if (turns.ask(reader, bytes, go)) {
      tick();
    }
  }

  /** The pace of a reader that keeps a thread. */
  FileSlice.Pace pace(String reader) {
    return new FileSlice.Pace() {

      @Override
      public int most() {
        return part();
      }

      @Override
      public void before(int bytes) throws IOException {
        await(reader, bytes);
      }
    };
  }

  /**
   * Waits for this reader's turn.
   *
   * @throws InterruptedIOException if the server ends meanwhile
   */
  private void await(String reader, int bytes) throws IOException {
    CountDownLatch turn = new CountDownLatch(1);
    ask(
        reader,
        bytes,
        () -> {
          turn.countDown();
          return true;
        });
    try {
      while (!turn.await(1, TimeUnit.SECONDS)) {
        if (closed) {
          throw new InterruptedIOException();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private synchronized void tick() {
    if (ticking) {
      return;
    }
    if (clock == null) {
      clock =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "freshseal-bandwidth");
                thread.setDaemon(true);
                return thread;
              });
    }
    if (!closed) {
      ticking = true;
      clock.schedule(this::letGo, 0, TimeUnit.NANOSECONDS);
    }
  }

  private void letGo() {
    synchronized (this) {
      ticking = false;
    }
    long pause = turns.letGo();
    synchronized (this) {
      if (pause > 0 && !ticking && !closed) {
        ticking = true;
        clock.schedule(this::letGo, pause, TimeUnit.NANOSECONDS);
      }
    }
  }

  @PreDestroy
  synchronized void close() {
    closed = true;
    if (clock != null) {
      clock.shutdownNow();
    }
  }
}
