package io.freshseal.replication.control;

import java.util.Optional;

/**
 * How far a series of signature files came.
 *
 * @param requests how many it took
 * @param received body bytes that arrived
 * @param failure why not all that was asked for was handed over; what was, counts
 */
public record SeriesAnswer(long requests, long received, Optional<BytesAnswer.Failed> failure) {

  /** Of a source that hands out single files alone. */
  public static final SeriesAnswer NONE = new SeriesAnswer(0, 0, Optional.empty());
}
