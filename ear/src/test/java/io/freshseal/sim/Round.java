package io.freshseal.sim;

import java.util.Arrays;
import java.util.Locale;

/**
 * What one call of each computer took.
 *
 * @param nanos of every call that was answered
 * @param failed calls without a good answer
 * @param passed nanoseconds from the first call to the last answer
 */
public record Round(long[] nanos, int failed, long passed) {

  public Round {
    nanos = nanos.clone();
    Arrays.sort(nanos);
  }

  @Override
  public long[] nanos() {
    return nanos.clone();
  }

  /** How many were answered. */
  public int answered() {
    return nanos.length;
  }

  /** Answers in a second. */
  public double throughput() {
    return nanos.length / (passed / 1e9);
  }

  /**
   * The milliseconds within which this share was answered.
   *
   * @param share 0.99 for the 99th percentile
   */
  public double within(double share) {
    return nanos.length == 0
        ? Double.NaN
        : nanos[(int) Math.min(nanos.length - 1L, Math.round(share * nanos.length))] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d answered, %d not, %.0f a second, p50 %.1f ms, p99 %.1f ms, %.1f s",
        nanos.length,
        failed,
        throughput(),
        within(0.5),
        within(0.99),
        passed / 1e9);
  }
}
