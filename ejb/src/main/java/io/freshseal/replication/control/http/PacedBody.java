package io.freshseal.replication.control.http;

import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body that is pulled: one buffer is asked for at a time, so memory stays bounded, and no wait
 * for it is longer than its {@link Pace} allows. Every fault of the server comes out of {@code
 * read} as an {@link HttpFault}. Closing it before the end closes the connection.
 *
 * <p>The HTTP client's threads deliver, one thread reads.
 */
final class PacedBody extends InputStream implements BodySubscriber<PacedBody> {

  /** Either bytes, or the end with or without a failure. */
  private record Signal(List<ByteBuffer> buffers, boolean end, Throwable failure) {

    int size() {
      return buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    }
  }

  private final TransferLimits limits;
  // At most one outstanding buffer list and one end: request(1) is the bound.
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Queue<ByteBuffer> current = new ArrayDeque<>();
  private Pace pace;
  private boolean ended;

  PacedBody(TransferLimits limits) {
    this.limits = limits;
  }

  @Override
  public CompletionStage<PacedBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Subscription given) {
    if (!subscription.complete(given)) {
      given.cancel();
    } else if (closed.get()) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Signal(buffers, false, null));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal(List.of(), true, failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal(List.of(), true, null));
  }

  @Override
  public int read() throws HttpFault {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws HttpFault {
    if (length == 0) {
      return 0;
    }
    while (current.isEmpty()) {
      if (ended) {
        return -1;
      }
      await();
    }
    ByteBuffer head = current.element();
    int count = Math.min(length, head.remaining());
    head.get(target, offset, count);
    if (!head.hasRemaining()) {
      current.remove();
      if (current.isEmpty() && !ended) {
        subscription.join().request(1);
      }
    }
    return count;
  }

  private void await() throws HttpFault {
    if (pace == null) {
      pace = new Pace(limits, System::nanoTime);
    }
    long before = System.nanoTime();
    Signal signal = poll(pace.patienceNanos());
    pace.waited(System.nanoTime() - before, signal == null ? 0 : signal.size());
    if (signal != null) {
      take(signal);
    }
    var fault = ended ? null : pace.verdict().orElse(null);
    if (fault != null) {
      close();
      throw fault;
    }
  }

  private Signal poll(long nanos) throws HttpFault {
    try {
      return signals.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw HttpFaults.interrupted();
    }
  }

  private void take(Signal signal) throws HttpFault {
    if (signal.failure() != null) {
      close();
      throw HttpFaults.ofTransfer(signal.failure());
    }
    ended = signal.end();
    signal.buffers().stream().filter(ByteBuffer::hasRemaining).forEach(current::add);
    if (current.isEmpty() && !ended) {
      subscription.join().request(1);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true) && !ended) {
      ended = true;
      current.clear();
      Subscription given = subscription.getNow(null);
      if (given != null) {
        given.cancel();
      }
    }
  }
}
