package io.freshseal.replication.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether somebody hears of new catalogs at once.
 *
 * @param since when that became so
 * @param at the base URL that is asked
 * @param heard when it heard of a new catalog last; empty if it has not yet
 */
public record PushView(State state, Instant since, Optional<String> at, Optional<Instant> heard) {

  /** How it stands. */
  public enum State {
    /** It is not to listen. */
    OFF,
    /** It has not been answered yet, or knows nobody to ask. */
    STARTING,
    /** The source holds its request until there is a new catalog. */
    CONNECTED,
    /** The source, or a cache on the way, does not wait; the interval counts. */
    UNSUPPORTED,
    /** The source cannot be reached, or what it has cannot be had; the interval counts. */
    LOST
  }

  public PushView {
    Objects.requireNonNull(state);
    Objects.requireNonNull(since);
    Objects.requireNonNull(at);
    Objects.requireNonNull(heard);
  }

  /** How it stands before anybody has heard anything. */
  public static PushView begun(State state, Instant since) {
    return new PushView(state, since, Optional.empty(), Optional.empty());
  }

  /** The same in another state. */
  public PushView becoming(State next, Instant now, Optional<String> where) {
    return new PushView(next, now, where, heard);
  }

  /** The same after news. */
  public PushView hearing(Instant now) {
    return new PushView(state, since, at, Optional.of(now));
  }
}
