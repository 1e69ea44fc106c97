package io.freshseal.replication.control.http;

import java.time.Duration;

/**
 * What a server may cost: time, speed and size of every answer. A limit that is passed ends the
 * request with a stable code, never with a waiting thread.
 *
 * @param connectTimeout longest time until the connection stands, name resolution apart
 * @param answerTimeout longest time from sending a request to the last byte of the answer's headers
 * @param totalTime longest time for one body; what has arrived until then can be resumed
 * @param minBytesPerSecond slowest mean speed of a body over one {@code rateWindow}
 * @param rateWindow the stretch of waiting over which the speed is measured; time that the reader
 *     itself spends, for example on a slow disk, does not count
 * @param maxHeaderBytes most bytes of all header names and values together. The Java runtime has a
 *     bound of its own that protects the memory ({@code jdk.http.maxHeaderSize}, 384 KiB)
 * @param maxCatalogBytes most bytes of a catalog, whose size nobody has signed yet
 * @param attempts how often one thing is asked for at most, counting the first time, when the
 *     connection fails or breaks off
 * @param backOff mean wait before the second attempt; doubled for each further one
 */
public record TransferLimits(
    Duration connectTimeout,
    Duration answerTimeout,
    Duration totalTime,
    long minBytesPerSecond,
    Duration rateWindow,
    int maxHeaderBytes,
    int maxCatalogBytes,
    int attempts,
    Duration backOff) {

  /** The limits of a relay or agent in the field. */
  public static final TransferLimits DEFAULT =
      new TransferLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofHours(1),
          1024,
          Duration.ofSeconds(15),
          64 * 1024,
          65 * 1024 * 1024,
          3,
          Duration.ofMillis(250));

  /** The same for a server that may keep its answer back for this long. */
  public TransferLimits waiting(Duration longest) {
    return new TransferLimits(
        connectTimeout,
        answerTimeout.plus(longest),
        totalTime,
        minBytesPerSecond,
        rateWindow,
        maxHeaderBytes,
        maxCatalogBytes,
        attempts,
        backOff);
  }

  public TransferLimits {
    requirePositive(connectTimeout);
    requirePositive(answerTimeout);
    requirePositive(totalTime);
    requirePositive(rateWindow);
    if (backOff.isNegative()) {
      throw new IllegalArgumentException("negative back-off");
    }
    if (minBytesPerSecond < 0 || maxHeaderBytes < 1 || maxCatalogBytes < 1 || attempts < 1) {
      throw new IllegalArgumentException("limit out of range");
    }
  }

  private static void requirePositive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a time limit is positive");
    }
  }
}
