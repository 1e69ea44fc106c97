package io.freshseal.replication.control.relay;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.From;
import io.freshseal.replication.entity.RunView.Phase;
import io.freshseal.replication.entity.RunView.Progress;
import io.freshseal.replication.entity.RunView.State;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One run of the relay while it is going on. Made when it is ordered; ends with {@link #ended},
 * whose view is the record that stays.
 */
public final class RelayRun {

  private final String id = UUID.randomUUID().toString();
  private final Instant started;
  private final RunProgress progress = new RunProgress();
  private final Trigger trigger;
  private final Optional<Delivery> delivery;

  RelayRun(Trigger trigger, Instant started) {
    this(trigger, started, Optional.empty());
  }

  private RelayRun(Trigger trigger, Instant started, Optional<Delivery> delivery) {
    this.trigger = trigger;
    this.started = started;
    this.delivery = delivery;
  }

  /** A run that takes in what was delivered. */
  static RelayRun of(Delivery delivery, Instant started) {
    return new RelayRun(Trigger.MANUAL, started, Optional.of(delivery));
  }

  /** What it takes in, if it does not ask the relay's source. */
  Optional<Delivery> delivery() {
    return delivery;
  }

  /** Names the run. */
  public String id() {
    return id;
  }

  /** Who ordered it. */
  public Trigger trigger() {
    return trigger;
  }

  /** Hears how the run gets on. */
  RunProgress progress() {
    return progress;
  }

  RunView view() {
    return new RunView(
        id,
        trigger,
        State.RUNNING,
        started,
        Optional.empty(),
        StatusCode.OK,
        Optional.empty(),
        progress.now(),
        Optional.empty());
  }

  RunView ended(RunOutcome outcome, Optional<String> address, Instant now) {
    Progress last = progress.now();
    Progress done =
        new Progress(
            Phase.DONE,
            last.componentsDone(),
            last.components(),
            last.bytes(),
            last.bytesToFetch(),
            outcome.traffic().bytes(),
            outcome.switched(),
            last.sequence());
    Optional<RelayBuild> build = outcome.relayBuild().flatMap(RelayBuild::parse);
    Optional<From> from = address.map(asked -> new From(asked, build));
    Optional<Sentence> sentence = outcome.firstRefusal().map(RelayRun::sentence);
    return new RunView(
        id,
        trigger,
        state(outcome),
        started,
        Optional.of(now),
        outcome.code(),
        sentence,
        done,
        from);
  }

  private static Sentence sentence(RunRefusal refusal) {
    Sentence why = refusal.evidence().sentence();
    return refusal
        .component()
        .map(component -> Sentence.of(ReplicationSentence.OF_COMPONENT, component, why))
        .orElse(why);
  }

  private static State state(RunOutcome outcome) {
    return switch (outcome.result()) {
      case COMPLETED -> State.COMPLETED;
      case PARTIAL -> State.PARTIAL;
      case FAILED -> State.FAILED;
    };
  }
}
