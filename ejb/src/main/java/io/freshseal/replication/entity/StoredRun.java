package io.freshseal.replication.entity;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The record of a run that is over; never changed once stored. */
@Entity
@Table(name = "replication_run")
public class StoredRun {

  @Id
  @Column(name = "run_id")
  private String id;

  @Column(nullable = false)
  private String node;

  @Enumerated(EnumType.STRING)
  @Column(name = "run_trigger", nullable = false)
  private RunView.Trigger trigger;

  @Enumerated(EnumType.STRING)
  @Column(name = "run_state", nullable = false)
  private RunView.State state;

  @Column(name = "started_at", nullable = false)
  private Instant started;

  @Column(name = "finished_at", nullable = false)
  private Instant finished;

  @Column(name = "result_code", nullable = false)
  private int result;

  @Column(nullable = false)
  private String detail;

  @Column(name = "components_done", nullable = false)
  private int componentsDone;

  @Column(nullable = false)
  private int components;

  @Column(name = "content_bytes", nullable = false)
  private long bytes;

  @Column(name = "traffic_bytes", nullable = false)
  private long traffic;

  @Column(nullable = false)
  private boolean switched;

  @Column(name = "catalog_sequence", nullable = false)
  private long sequence;

  @Column(name = "from_address")
  private String fromAddress;

  @Column(name = "from_build")
  private String fromBuild;

  /** For the persistence provider. */
  protected StoredRun() {}

  /**
   * Makes the record of a run.
   *
   * @param run one that is over
   */
  public StoredRun(String node, RunView run) {
    this.id = run.id();
    this.node = node;
    this.trigger = run.trigger();
    this.state = run.state();
    this.started = run.started();
    this.finished = run.finished().orElseThrow();
    this.result = run.result().code();
    this.detail = run.sentence().map(Sentence::encoded).orElse("");
    this.componentsDone = run.progress().componentsDone();
    this.components = run.progress().components();
    this.bytes = run.progress().bytes();
    this.traffic = run.progress().traffic();
    this.switched = run.progress().switched();
    this.sequence = run.progress().sequence();
    this.fromAddress = run.from().map(RunView.From::address).orElse(null);
    this.fromBuild = run.from().flatMap(RunView.From::build).map(RelayBuild::text).orElse(null);
  }

  /** The run as it was when it ended. */
  public RunView view() {
    return new RunView(
        id,
        trigger,
        state,
        started,
        Optional.of(finished),
        status(),
        sentence(),
        new RunView.Progress(
            RunView.Phase.DONE,
            componentsDone,
            components,
            bytes,
            bytes,
            traffic,
            switched,
            sequence),
        from());
  }

  private Optional<RunView.From> from() {
    return Optional.ofNullable(fromAddress)
        .map(
            address ->
                new RunView.From(
                    address, Optional.ofNullable(fromBuild).flatMap(RelayBuild::parse)));
  }

  // Rows of older versions hold the sentence itself, in English.
  private Optional<Sentence> sentence() {
    return Sentence.decode(detail)
        .or(() -> Optional.of(detail).filter(text -> !text.isEmpty()).map(Sentence::asIs));
  }

  private StatusCode status() {
    return Arrays.stream(StatusCode.values())
        .filter(code -> code.code() == result)
        .findFirst()
        .orElse(StatusCode.INTERNAL);
  }
}
