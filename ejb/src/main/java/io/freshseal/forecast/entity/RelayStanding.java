package io.freshseal.forecast.entity;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.LastRun;
import io.freshseal.shared.entity.Sha256;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A relay as the manager knows it.
 *
 * @param group id of the relay group that it serves
 * @param url where others reach it; empty if it did not tell, then nobody is sent to it
 * @param reachable heard in time; whether a computer reaches it is another matter
 * @param seen when it was last heard
 * @param holding names what it holds; empty before it told
 * @param followed the catalog that it hands out
 * @param run how its last update ended, and where it took from
 */
public record RelayStanding(
    UUID id,
    String name,
    String group,
    RelayBuild build,
    Optional<URI> url,
    boolean reachable,
    Optional<Instant> seen,
    Optional<Sha256> holding,
    Optional<Followed> followed,
    Optional<LastRun> run) {

  public RelayStanding {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(group);
    Objects.requireNonNull(build);
    Objects.requireNonNull(url);
    Objects.requireNonNull(seen);
    Objects.requireNonNull(holding);
    Objects.requireNonNull(followed);
    Objects.requireNonNull(run);
  }

  /** Whether computers can be sent to it now. */
  public boolean serves() {
    return reachable && url.isPresent();
  }
}
