package io.freshseal.console.relay;

import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.entity.RelayView;
import io.freshseal.replication.entity.RunView;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A run of the relay as the console shows it. */
public record RunRow(RunView run) {

  private static final int WHOLE = 100;
  private static final int CATALOG_SHARE = 5;
  private static final int SIGNATURE_SHARE = 45;

  /** The newest runs, the one going on first. */
  public static List<RunRow> recent(RelayDesk desk, int most) {
    if (!desk.active()) {
      return List.of();
    }
    Optional<RunView> current = Optional.of(desk.state()).flatMap(RelayView::current);
    return Stream.concat(current.stream(), desk.recentRuns(most).stream())
        .map(RunRow::new)
        .limit(most)
        .toList();
  }

  /** Class and icon, in the words of the style sheet. */
  public String style() {
    return switch (run.state()) {
      case RUNNING -> "info";
      case COMPLETED -> "ok";
      case PARTIAL -> "critical";
      case FAILED -> "expired";
    };
  }

  /** Name of the icon. */
  public String icon() {
    return run.running() ? "relay" : style();
  }

  /** Whether something is to be reported about it. */
  public boolean troubled() {
    return run.result() != StatusCode.OK;
  }

  /** When it ended; when it began, while it is going on. */
  public Instant time() {
    return run.finished().orElse(run.started());
  }

  /** How long it took; empty while it is going on. */
  public Optional<Duration> took() {
    return run.finished().map(end -> Duration.between(run.started(), end));
  }

  /** How far it is, 0 to 100: the catalog, then signature files, then content. */
  public int percent() {
    RunView.Progress progress = run.progress();
    return switch (progress.phase()) {
      case CATALOG -> 0;
      case SIGNATURES ->
          CATALOG_SHARE + share(SIGNATURE_SHARE, progress.componentsDone(), progress.components());
      case CONTENT ->
          CATALOG_SHARE
              + SIGNATURE_SHARE
              + share(
                  WHOLE - CATALOG_SHARE - SIGNATURE_SHARE,
                  progress.bytes(),
                  progress.bytesToFetch());
      case DONE -> WHOLE;
    };
  }

  private static int share(int most, long done, long all) {
    return all <= 0 ? 0 : (int) (most * Math.min(done, all) / all);
  }
}
