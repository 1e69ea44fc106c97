package io.freshseal.bundle.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A bundle that is being made here, or was.
 *
 * @param by who ordered it
 * @param progress bytes of objects written, of those to be written
 * @param file what lies here, if it is made
 * @param code {@code OK} unless it failed
 * @param why it failed
 */
public record BundleMaking(
    UUID id,
    BundleFacts facts,
    String by,
    Instant started,
    State state,
    Progress progress,
    Optional<MadeFile> file,
    StatusCode code,
    Optional<Sentence> why) {

  /** How it stands. */
  public enum State {
    /** It is being written. */
    RUNNING,
    /** The file is there. */
    COMPLETED,
    /** There is no file. */
    FAILED
  }

  /** Bytes of objects. */
  public record Progress(long written, long all) {

    /** Whole percents; 100 where there is nothing to write. */
    public int percent() {
      return all == 0 ? 100 : (int) (100 * written / all);
    }
  }

  /**
   * The finished file.
   *
   * @param bytes its length
   * @param sha256 of the whole file: what to write on the medium
   */
  public record MadeFile(long bytes, Sha256 sha256, Instant finished) {

    public MadeFile {
      Objects.requireNonNull(sha256);
      Objects.requireNonNull(finished);
    }
  }

  public BundleMaking {
    Objects.requireNonNull(id);
    Objects.requireNonNull(facts);
    Objects.requireNonNull(by);
    Objects.requireNonNull(started);
    Objects.requireNonNull(state);
    Objects.requireNonNull(progress);
    Objects.requireNonNull(file);
    Objects.requireNonNull(code);
    Objects.requireNonNull(why);
  }

  /** One that begins. */
  public static BundleMaking begun(UUID id, BundlePlan plan, String by, Instant now) {
    return new BundleMaking(
        id,
        BundleFacts.of(plan),
        by,
        now,
        State.RUNNING,
        new Progress(0, plan.bytes()),
        Optional.empty(),
        StatusCode.OK,
        Optional.empty());
  }

  /** The same, further on. */
  public BundleMaking written(long bytes) {
    return new BundleMaking(
        id, facts, by, started, state, new Progress(bytes, progress.all()), file, code, why);
  }

  /** The same, with its file. */
  public BundleMaking completed(MadeFile made) {
    return new BundleMaking(
        id,
        facts,
        by,
        started,
        State.COMPLETED,
        new Progress(progress.all(), progress.all()),
        Optional.of(made),
        StatusCode.OK,
        Optional.empty());
  }

  /** The same, without a file. */
  public BundleMaking failed(StatusCode reason, Sentence sentence) {
    return new BundleMaking(
        id,
        facts,
        by,
        started,
        State.FAILED,
        progress,
        Optional.empty(),
        reason,
        Optional.of(sentence));
  }
}
