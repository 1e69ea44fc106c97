package io.freshseal.computers.entity;

import io.freshseal.member.entity.ProcessId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last few processes that reported as one computer, in its row. A program that starts anew
 * never comes back under the name that it had before; one that does runs beside another one, on a
 * machine made from the same disk.
 */
@Embeddable
class ProcessColumns {

  private static final int MOST = 4;
  private static final Duration OVER_AFTER = Duration.ofDays(1);

  /** The newest first. */
  @Column(name = "processes")
  private String processes;

  @Column(name = "copied_since")
  private Instant since;

  @Column(name = "copied_last")
  private Instant last;

  /** For the persistence provider. */
  protected ProcessColumns() {}

  private ProcessColumns(List<String> names, Instant since, Instant last) {
    this.processes = String.join(" ", names);
    this.since = since;
    this.last = last;
  }

  /** Nobody was heard yet. */
  static ProcessColumns none() {
    return new ProcessColumns(List.of(), null, null);
  }

  /**
   * After a heartbeat.
   *
   * @param isLate whether it was sent before the one that was heard last: then its process may have
   *     ended since, and nothing follows from its name
   */
  ProcessColumns heard(ProcessId process, boolean isLate, Instant now) {
    List<String> names = new ArrayList<>(List.of(processes.split(" ")));
    names.removeIf(String::isEmpty);
    boolean isNewest = names.indexOf(process.text()) == 0;
    boolean cameBack = !isNewest && names.contains(process.text());
    if (isNewest || cameBack && isLate) {
      return this;
    }
    names.remove(process.text());
    names.add(0, process.text());
    List<String> kept = names.subList(0, Math.min(MOST, names.size()));
    return cameBack
        ? new ProcessColumns(kept, copiedSince(now).orElse(now), now)
        : new ProcessColumns(kept, since, last);
  }

  /** Since when several machines are it; empty if there is one, or was for a day. */
  Optional<Instant> copiedSince(Instant now) {
    return Optional.ofNullable(since).filter(found -> last.plus(OVER_AFTER).isAfter(now));
  }
}
