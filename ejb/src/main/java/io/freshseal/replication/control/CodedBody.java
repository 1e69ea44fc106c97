package io.freshseal.replication.control;

import io.freshseal.delta.control.DeltaForm;
import io.freshseal.delta.control.DeltaInput;
import io.freshseal.delta.control.WholeInput;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The body of an answer that is coded: a delta (RFC 9842, {@code dcz}) to something that is held,
 * or plain {@code zstd}. What comes out of it is believed no more than any other bytes. For one
 * thread.
 */
final class CodedBody {

  private static final int BUFFER_BYTES = 128 * 1024;

  // So many bytes a coded body may be longer than what it makes, before it is no use to anybody.
  private static final long OVERHEAD_BYTES = 64 * 1024;

  private final HttpAnswer answer;
  private final Decoder decoder;
  private final boolean delta;
  private long received;

  /** Undoes a coding. */
  @FunctionalInterface
  private interface Decoder {
    InputStream open(InputStream coded) throws IOException;
  }

  /** Takes what is decoded, bit by bit. */
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

  private CodedBody(HttpAnswer answer, Decoder decoder, boolean delta) {
    this.answer = answer;
    this.decoder = decoder;
    this.delta = delta;
  }

  /** A delta to this, if one was sent. */
  static Optional<CodedBody> delta(HttpAnswer answer, HeldContent base) {
    return isIn(DeltaForm.CODING, answer)
        ? Optional.of(
            new CodedBody(
                answer, coded -> DeltaInput.open(coded, base.file(), base.sha256()), true))
        : Optional.empty();
  }

  /** What needs nothing that is held to be decoded, if that was sent. */
  static Optional<CodedBody> zstd(HttpAnswer answer) {
    return isIn(WholeInput.CODING, answer)
        ? Optional.of(new CodedBody(answer, WholeInput::open, false))
        : Optional.empty();
  }

  private static boolean isIn(String coding, HttpAnswer answer) {
    return answer.header("Content-Encoding").filter(coding::equalsIgnoreCase).isPresent();
  }

  /** Whether the bytes themselves were sent. */
  static boolean isWhole(HttpAnswer answer) {
    return answer.header("Content-Encoding").orElse("identity").equalsIgnoreCase("identity");
  }

  /** Whether it is a difference, so short that it is begun anew if it breaks off. */
  boolean isDelta() {
    return delta;
  }

  /** Body bytes that have arrived. */
  long received() {
    return received;
  }

  /**
   * Decodes all of it.
   *
   * @param bound the most bytes that it may make
   * @return false if it is not what its coding says, is damaged, or makes too much
   * @throws HttpFault if the connection is at fault
   * @throws StorageException if the sink's disk refuses
   */
  boolean copyTo(Sink sink, long bound) throws IOException {
    Wire wire = new Wire(answer.body(), bound + OVERHEAD_BYTES);
    byte[] buffer = new byte[BUFFER_BYTES];
    long made = 0;
    try (InputStream in = decoder.open(wire)) {
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
