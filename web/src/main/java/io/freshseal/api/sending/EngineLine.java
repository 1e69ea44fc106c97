package io.freshseal.api.sending;

import org.glassfish.grizzly.asyncqueue.AsyncWriteQueueRecord;
import org.glassfish.grizzly.asyncqueue.TaskQueue;
import org.glassfish.grizzly.nio.NIOConnection;

/** A connection of the HTTP engine. */
final class EngineLine implements Line {

  private final NIOConnection connection;

  EngineLine(NIOConnection connection) {
    this.connection = connection;
  }

  @Override
  public int waiting() {
    int queued = connection.getAsyncWriteQueue().size();
    // A file on its way counts one, and takes its whole length off when it was sent.
    return (queued <= 1 ? 0 : queued) + Http2Queues.waiting(connection);
  }

  /** Has the engine count from nothing again; only while nobody writes. */
  void recount() {
    TaskQueue<AsyncWriteQueueRecord> queue = connection.getAsyncWriteQueue();
    int counted = queue.size();
    if (counted < 0 && queue.getQueue().isEmpty()) {
      queue.reserveSpace(-counted);
    }
  }

  @Override
  public boolean isOpen() {
    return connection.isOpen();
  }

  @Override
  public void end() {
    connection.terminateSilently();
  }
}
