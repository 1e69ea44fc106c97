package io.freshseal.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Function;

/**
 * Gives many inputs to one reader. Each input follows from the target's name and its own number
 * alone, so whatever fails can be made again. Measured are the thread's own time and allocations,
 * which a busy machine does not change.
 *
 * @param name of what is tried
 * @param inputs how many are tried
 * @param mostMillis longest time that one input may take, in milliseconds of the processor
 * @param mostMebibytes most that may be allocated for one input
 */
public record FuzzRun(String name, int inputs, long mostMillis, long mostMebibytes) {

  private static final int WARM_UP = 50;
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** Reads one input; throws an AssertionError if a property does not hold, nothing else. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Tells whether the input was accepted. */
    boolean accepts(T input) throws Exception;
  }

  /** How a run went. */
  public record Figures(int inputs, int accepted, long slowestMicros, long mostKibibytes) {}

  /**
   * A run with the bounds that every reader keeps.
   *
   * @param normal how many inputs are tried in a normal run
   * @param extended how many in the profile {@code long}
   */
  public static FuzzRun of(String name, int normal, int extended) {
    return new FuzzRun(name, Boolean.getBoolean("freshseal.long") ? extended : normal, 2_000, 64);
  }

  /** Tries all inputs; prints a line of figures. */
  public <T> Figures run(Function<Random, T> maker, Reader<T> reader) {
    return assertTimeoutPreemptively(LONGEST, () -> all(maker, reader), name);
  }

  private <T> Figures all(Function<Random, T> maker, Reader<T> reader) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int accepted = 0;
    long slowest = 0;
    long most = 0;
    for (int number = 0; number < inputs; number++) {
      T input = maker.apply(new Random(31L * name.hashCode() + number));
      long bytes = thread.getCurrentThreadAllocatedBytes();
      long nanos = thread.getCurrentThreadCpuTime();
      accepted += accepts(reader, input, number) ? 1 : 0;
      nanos = thread.getCurrentThreadCpuTime() - nanos;
      bytes = thread.getCurrentThreadAllocatedBytes() - bytes;
      if (number >= WARM_UP) {
        slowest = Math.max(slowest, nanos);
        most = Math.max(most, bytes);
        requireWithin(input, number, nanos, bytes);
      }
    }
    Figures figures = new Figures(inputs, accepted, slowest / 1_000, most >> 10);
    System.out.println("fuzz " + name + ": " + figures);
    return figures;
  }

  private <T> boolean accepts(Reader<T> reader, T input, int number) {
    try {
      return reader.accepts(input);
    } catch (Throwable escaped) {
      throw new AssertionError(describe(input, number) + ": " + escaped, escaped);
    }
  }

  private void requireWithin(Object input, int number, long nanos, long bytes) {
    if (nanos > mostMillis * 1_000_000 || bytes > mostMebibytes << 20) {
      throw new AssertionError(
          "%s takes %d ms and %d KiB"
              .formatted(describe(input, number), nanos / 1_000_000, bytes >> 10));
    }
  }

  private String describe(Object input, int number) {
    String shown =
        input instanceof byte[] bytes
            ? HexFormat.of().formatHex(bytes, 0, Math.min(400, bytes.length))
                + " ("
                + bytes.length
                + " bytes) "
                + new String(bytes, 0, Math.min(200, bytes.length), StandardCharsets.ISO_8859_1)
            : String.valueOf(input);
    return "%s, input %d: %s".formatted(name, number, shown);
  }
}
