package io.freshseal.api.computers;

import io.freshseal.api.input.Bodies;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.member.control.HeartbeatJson;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.entity.StatusCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * How many long bodies are in memory at once, from their first mebibyte until they have been worked
 * on. Beyond that they are refused with the time to come again: nothing is done, and whoever sent
 * one still has it. Short ones never wait, and a slow one gives way where another is turned away.
 * Safe for threads.
 */
@ApplicationScoped
public class LargeBodies {

  /** How many may be in memory. */
  static final int MOST = HeartbeatJson.MOST_LONG;

  /** What is longer than this is one of them. */
  static final int SHORT_BYTES = HeartbeatJson.SHORT_BYTES;

  private final Semaphore places = new Semaphore(MOST);
  private final AtomicLong turnedAway = new AtomicLong();
  private final LongSupplier ticker;

  public LargeBodies() {
    this(System::nanoTime);
  }

  /**
   * Makes one with a watch of its own.
   *
   * @param ticker nanoseconds that pass
   */
  LargeBodies(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /**
   * Reads a body of a format that has its own reader, and works on what it says.
   *
   * @param announced its length, if that is announced; -1 else
   * @param most bytes that it may have
   */
  public <T, R> R take(
      InputStream body, long announced, int most, Bodies.Parsing<T> parsing, Function<T, R> work) {
    if (announced > most) {
      throw Problem.tooLarge(most).asException();
    }
    BodyGate.Place place = new Place();
    try (BodyGate gate = new BodyGate(new BoundedInputStream(body, most), place, ticker)) {
      gate.announce(announced);
      return work.apply(Bodies.parsed(gate, most, parsing));
    } catch (BodyGate.Full full) {
      // Nothing refers any more to what was read of it.
      return refuse(body, most);
    } catch (BodyGate.Slow slow) {
      throw Problem.of(StatusCode.TOO_SLOW, WebSentence.BODY_LATE).closing().asException();
    }
  }

  // Who is still sending would not read the answer.
  private <R> R refuse(InputStream body, int most) {
    Problem refusal = Problem.tooManyBodies();
    boolean sent = Draining.drain(body, most, ticker);
    throw (sent ? refusal : refusal.closing()).asException();
  }

  private final class Place implements BodyGate.Place {

    private long before;

    @Override
    public boolean take() {
      boolean taken = places.tryAcquire();
      before = taken ? turnedAway.get() : turnedAway.incrementAndGet();
      return taken;
    }

    @Override
    public boolean isWanted() {
      return turnedAway.get() != before;
    }

    @Override
    public void release() {
      places.release();
    }
  }
}
