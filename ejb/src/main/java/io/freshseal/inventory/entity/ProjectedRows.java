package io.freshseal.inventory.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rows of a store say by all that is known: what was written last, and when all of them
 * were last read. Others may write to a database, and restore one, so that this is believed for a
 * while only.
 *
 * @param holdings sorted by component
 * @param compared when they were compared with all rows
 */
public record ProjectedRows(List<Holding> holdings, LastComparison compared) {

  /** For so long it is believed; a look that is due every hour finds it over. */
  static final Duration BELIEVED = Duration.ofMinutes(55);

  public ProjectedRows {
    holdings = List.copyOf(holdings);
    Objects.requireNonNull(compared);
  }

  /** What was found by reading all rows, or written then. */
  public static ProjectedRows compared(List<Holding> holdings, Instant now) {
    return new ProjectedRows(holdings, new LastComparison(now));
  }

  /** The same after a difference was written. */
  public ProjectedRows becoming(List<Holding> next) {
    return new ProjectedRows(next, compared);
  }

  /** What the rows say, unless all of them have to be read again. */
  public Optional<ProjectedRows> believed(Instant now) {
    return compared.isOver(BELIEVED, now) ? Optional.empty() : Optional.of(this);
  }
}
