package io.freshseal.console.overview;

import io.freshseal.console.components.ComponentRow;
import io.freshseal.console.components.Standing;
import io.freshseal.replication.entity.RelayView;
import io.freshseal.replication.entity.RunView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the one sentence of the overview is decided by.
 *
 * @param rows every component that is held or offered
 * @param relay empty where this process is no relay
 * @param catalogExpires of the catalog that is served, if one is
 */
record Situation(
    List<ComponentRow> rows,
    Optional<RelayView> relay,
    Optional<Instant> catalogExpires,
    Instant now) {

  /** What is held. */
  List<ComponentRow> held() {
    return rows.stream().filter(ComponentRow::held).toList();
  }

  /** How many components a run of the relay would bring something for. */
  long behind() {
    return rows.stream().filter(row -> row.standing().isBehind()).count();
  }

  /** How many renewed signature files the relay's build does not ask for. */
  long skipped() {
    return oldBuild()
        ? rows.stream().filter(row -> row.standing() == Standing.SIGNATURE_BEHIND).count()
        : 0;
  }

  /** Whether the relay hands out the newest signature file it once got, and asks for no other. */
  boolean oldBuild() {
    return relay.filter(view -> !view.refreshesSignatures()).isPresent();
  }

  /** The newest finished run, if it failed. */
  Optional<RunView> failedRun() {
    return relay.flatMap(RelayView::last).filter(run -> run.state() == RunView.State.FAILED);
  }
}
