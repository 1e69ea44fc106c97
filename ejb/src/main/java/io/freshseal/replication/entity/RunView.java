package io.freshseal.replication.entity;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of the relay, going on or over.
 *
 * @param id names the run in URLs
 * @param trigger who ordered it
 * @param started when
 * @param finished when, if it is over
 * @param result {@code OK} if everything was in order; the first thing to report otherwise; {@code
 *     OK} too while it is going on
 * @param sentence about the result; empty if there is nothing to say
 * @param from who was asked, where that is known
 */
public record RunView(
    String id,
    Trigger trigger,
    State state,
    Instant started,
    Optional<Instant> finished,
    StatusCode result,
    Optional<Sentence> sentence,
    Progress progress,
    Optional<From> from) {

  /**
   * Who was asked in a run.
   *
   * @param address base URL
   * @param build the build that it named
   */
  public record From(String address, Optional<RelayBuild> build) {

    public From {
      Objects.requireNonNull(address);
      Objects.requireNonNull(build);
    }
  }

  /** Who ordered a run. */
  public enum Trigger {
    /** The relay's own timer. */
    TIMER,
    /** The relay's source, which has another catalog. */
    PUSH,
    /** Somebody at the console or the API. */
    MANUAL
  }

  /** How a run stands. */
  public enum State {
    /** It is going on. */
    RUNNING,
    /** Everything is in order. */
    COMPLETED,
    /** Some components were refused. */
    PARTIAL,
    /** Nothing could be followed. */
    FAILED
  }

  /** What a run is doing. */
  public enum Phase {
    /** Asking for the catalog, and judging it. */
    CATALOG,
    /** Fetching signature files, and judging them. */
    SIGNATURES,
    /** Fetching content. */
    CONTENT,
    /** Over. */
    DONE
  }

  /**
   * How far a run is.
   *
   * @param componentsDone components whose signature file is judged
   * @param components all components of the catalog; 0 until it is known
   * @param bytes content bytes here of those to fetch
   * @param bytesToFetch content bytes to fetch
   * @param traffic bytes asked of the source in all; 0 until the run is over
   * @param switched whether the relay holds or serves something else than before
   * @param sequence sequence of the catalog that was followed; 0 if none
   */
  public record Progress(
      Phase phase,
      int componentsDone,
      int components,
      long bytes,
      long bytesToFetch,
      long traffic,
      boolean switched,
      long sequence) {

    /** How far a run is that has only begun. */
    public static final Progress NONE = new Progress(Phase.CATALOG, 0, 0, 0, 0, 0, false, 0);
  }

  public RunView {
    Objects.requireNonNull(id);
    Objects.requireNonNull(trigger);
    Objects.requireNonNull(state);
    Objects.requireNonNull(started);
    Objects.requireNonNull(finished);
    Objects.requireNonNull(result);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(progress);
    Objects.requireNonNull(from);
  }

  /** Whether it is going on. */
  public boolean running() {
    return state == State.RUNNING;
  }
}
