package io.freshseal.api.sending;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.grizzly.WriteHandler;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * What waits on a connection until its reader takes it. All streams of an HTTP/2 connection share
 * it; their own windows, which the reader chooses, may be as wide as a large file (RFC 9113 5.2).
 */
final class UnsentBytes {

  /** Of one writing; more is written piece by piece. */
  static final int PIECE = 64 * 1024;

  /** What may wait when a piece is added, so that the engine's own bound is never met. */
  private static final int ROOM = SendQueues.MAX_BYTES / 2;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final NIOConnection connection;

  UnsentBytes(NIOConnection connection) {
    this.connection = connection;
  }

  /**
   * Waits until there is room for a piece.
   *
   * @throws IOException if the reader has gone, or took nothing for a minute, in which case the
   *     connection is ended
   */
  void awaitRoom() throws IOException {
    if (connection.getAsyncWriteQueue().size() <= ROOM) {
      return;
    }
    CompletableFuture<Void> room = new CompletableFuture<>();
    connection
        .getAsyncWriteQueue()
        .notifyWritePossible(
            new WriteHandler() {
              @Override
              public void onWritePossible() {
                room.complete(null);
              }

              @Override
              public void onError(Throwable cause) {
                room.completeExceptionally(cause);
              }
            },
            ROOM);
    try {
      room.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the reader has gone", e.getCause());
    } catch (TimeoutException e) {
      connection.terminateSilently();
      throw new IOException("the reader takes nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the reader took nothing", e);
    }
  }
}
