package io.freshseal.replication.entity;

import io.freshseal.fleet.entity.RelayBuild;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The relay at one moment.
 *
 * @param refreshesSignatures whether its build fetches a renewed signature file of an unchanged
 *     component
 * @param source the base URL it replicates; empty while nobody has named one
 * @param ownSource whether that is this very process
 * @param url the address others are told, if one is set
 * @param current the run that is going on
 * @param last the newest run that is over
 * @param nextRun when the timer will fire
 * @param held how many components it holds
 */
public record RelayView(
    RelayBuild build,
    boolean refreshesSignatures,
    Optional<URI> source,
    boolean ownSource,
    Optional<URI> url,
    Duration interval,
    Optional<RunView> current,
    Optional<RunView> last,
    Optional<Instant> nextRun,
    int held) {

  public RelayView {
    Objects.requireNonNull(build);
    Objects.requireNonNull(source);
    Objects.requireNonNull(url);
    Objects.requireNonNull(interval);
    Objects.requireNonNull(current);
    Objects.requireNonNull(last);
    Objects.requireNonNull(nextRun);
  }
}
