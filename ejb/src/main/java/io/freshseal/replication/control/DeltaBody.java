package io.freshseal.replication.control;

import io.freshseal.delta.control.DeltaForm;
import io.freshseal.delta.control.DeltaInput;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of an answer that is a delta (RFC 9842, {@code dcz}) to something that is held. What
 * comes out of it is believed no more than any other bytes. For one thread.
 */
final class DeltaBody {

  private static final int BUFFER_BYTES = 128 * 1024;

  // So many bytes a delta may be longer than what it makes, before it is no use to anybody.
  private static final long OVERHEAD_BYTES = 64 * 1024;

  private final HttpAnswer answer;
  private final HeldContent base;
  private long received;

  /** Takes what a delta makes, bit by bit. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes bytes.
     *
     * @throws TooLargeException if they are too many
     * @throws StorageException if the disk refuses
     */
    void take(byte[] buffer, int count) throws IOException;
  }

  DeltaBody(HttpAnswer answer, HeldContent base) {
    this.answer = answer;
    this.base = base;
  }

  /** Whether a delta was sent. */
  static boolean is(HttpAnswer answer) {
    return answer.header("Content-Encoding").filter(DeltaForm.CODING::equalsIgnoreCase).isPresent();
  }

  /** Whether the bytes themselves were sent. */
  static boolean isWhole(HttpAnswer answer) {
    return answer.header("Content-Encoding").orElse("identity").equalsIgnoreCase("identity");
  }

  /** Body bytes that have arrived. */
  long received() {
    return received;
  }

  /**
   * Decodes all of it.
   *
   * @param bound the most bytes that it may make
   * @return false if it is no delta to what is held, is damaged, or makes too much
   * @throws HttpFault if the connection is at fault
   * @throws StorageException if the sink's disk refuses
   */
  boolean copyTo(Sink sink, long bound) throws IOException {
    Wire wire = new Wire(answer.body(), bound + OVERHEAD_BYTES);
    byte[] buffer = new byte[BUFFER_BYTES];
    long made = 0;
    try (InputStream in = DeltaInput.open(wire, base.file(), base.sha256())) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        made += n;
        if (made > bound) {
          return false;
        }
        sink.take(buffer, n);
      }
      return true;
    } catch (StorageException e) {
      throw e;
    } catch (IOException | IllegalStateException e) {
      if (wire.fault != null) {
        throw wire.fault;
      }
      return false;
    } finally {
      received += wire.count;
    }
  }

  /** Counts, bounds, and remembers whether it was the connection that failed. */
  private static final class Wire extends FilterInputStream {

    private final long bound;
    private long count;
    private HttpFault fault;

    Wire(InputStream in, long bound) {
      super(in);
      this.bound = bound;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int n = in.read(buffer, offset, length);
        count += Math.max(0, n);
        if (count > bound) {
          throw new TooLargeException(bound);
        }
        return n;
      } catch (HttpFault e) {
        fault = e;
        throw e;
      }
    }

    @Override
    public long skip(long count) throws IOException {
      throw new IOException("not skipped");
    }
  }
}
