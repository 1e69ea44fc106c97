package io.freshseal.console.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.Phase;
import io.freshseal.replication.entity.RunView.Progress;
import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRowTest {

  private static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");

  @Test
  void progress_neverGoesBackFromPhaseToPhase() {
    assertThat(percent(Phase.CATALOG, 0, 0, 0, 0)).isZero();
    assertThat(percent(Phase.SIGNATURES, 0, 10, 0, 0)).isEqualTo(5);
    assertThat(percent(Phase.SIGNATURES, 10, 10, 0, 0)).isEqualTo(50);
    assertThat(percent(Phase.CONTENT, 10, 10, 0, 1000)).isEqualTo(50);
    assertThat(percent(Phase.CONTENT, 10, 10, 500, 1000)).isEqualTo(75);
    assertThat(percent(Phase.DONE, 10, 10, 1000, 1000)).isEqualTo(100);
  }

  @Test
  void moreThanWasPromised_doesNotOverflow() {
    assertThat(percent(Phase.CONTENT, 10, 10, 9000, 1000)).isEqualTo(100);
  }

  @Test
  void aRunThatIsOver_isDatedByItsEnd() {
    RunView run = run(RunView.State.COMPLETED, Optional.of(BEGIN.plusSeconds(3)), Progress.NONE);
    assertThat(new RunRow(run).time()).isEqualTo(BEGIN.plusSeconds(3));
    assertThat(new RunRow(run).took()).hasValueSatisfying(d -> assertThat(d).hasSeconds(3));
  }

  private static int percent(Phase phase, int done, int all, long bytes, long toFetch) {
    Progress progress = new Progress(phase, done, all, bytes, toFetch, 0, false, 1);
    return new RunRow(run(RunView.State.RUNNING, Optional.empty(), progress)).percent();
  }

  private static RunView run(RunView.State state, Optional<Instant> end, Progress progress) {
    return new RunView(
        "1",
        RunView.Trigger.MANUAL,
        state,
        BEGIN,
        end,
        StatusCode.OK,
        Optional.empty(),
        progress,
        Optional.empty());
  }
}
