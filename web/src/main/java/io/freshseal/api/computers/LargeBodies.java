package io.freshseal.api.computers;

import io.freshseal.api.input.Bodies;
import io.freshseal.api.problem.Problem;
import io.freshseal.member.control.HeartbeatJson;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.TooLargeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * How many long bodies are in memory at once, from their first mebibyte until they have been worked
 * on. Beyond that they are refused with the time to come again: nothing is done, and whoever sent
 * one still has it. Short ones never wait. Safe for threads.
 */
@ApplicationScoped
public class LargeBodies {

  /** How many may be in memory. */
  static final int MOST = HeartbeatJson.MOST_LONG;

  /** What is longer than this is one of them. */
  static final int SHORT_BYTES = HeartbeatJson.SHORT_BYTES;

  private final Semaphore places = new Semaphore(MOST);

  /**
   * Reads a body of a format that has its own reader, and works on what it says.
   *
   * @param most bytes that it may have
   */
  public <T, R> R take(InputStream body, int most, Bodies.Parsing<T> parsing, Function<T, R> work) {
    try (Gate gate = new Gate(new BoundedInputStream(body, most))) {
      return work.apply(Bodies.parsed(gate, most, parsing));
    }
  }

  /** Asks for a place when a body turns out to be long. Not for several threads. */
  private final class Gate extends FilterInputStream {

    private long seen;
    private boolean placed;

    private Gate(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) {
        seen(1);
      }
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        seen(count);
      }
      return count;
    }

    private void seen(int count) throws IOException {
      seen += count;
      if (seen > SHORT_BYTES && !placed) {
        placed = places.tryAcquire();
        if (!placed) {
          drain();
          throw Problem.tooManyBodies().asException();
        }
      }
    }

    // Who is still sending would not read the answer.
    private void drain() throws IOException {
      try {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (TooLargeException e) {
        throw Problem.tooLarge(e.bound()).asException();
      }
    }

    // The container closes the body itself.
    @Override
    public void close() {
      if (placed) {
        placed = false;
        places.release();
      }
    }
  }
}
