package io.freshseal.settings.entity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the manager role.
 *
 * @param heartbeat time between two heartbeats of a computer, a second to a day
 * @param updateInterval time between two updates that a computer makes by itself
 * @param primarySource base URL of the primary source, as computers reach it
 */
public record ManagerSettings(
    Duration heartbeat,
    Duration updateInterval,
    Optional<URI> primarySource,
    AlertSettings alerts) {

  /**
   * When the manager tells of something by itself.
   *
   * @param days how many days ahead an end is told, 1 to 10 numbers from 1 to 3660
   * @param behindAfter for how long a computer may be behind the source
   */
  public record AlertSettings(List<Integer> days, Duration behindAfter) {

    public AlertSettings {
      days = List.copyOf(days);
    }
  }
}
