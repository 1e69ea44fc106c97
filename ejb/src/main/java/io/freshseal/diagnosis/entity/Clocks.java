package io.freshseal.diagnosis.entity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the clocks of the computers say of each other, each measured against the manager's at its
 * last heartbeat. Where most of three or more agree with each other and not with the manager, it is
 * the manager's clock that is wrong.
 */
public final class Clocks {

  /** Clocks that are no farther apart than this agree. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int FEWEST = 3;

  private final Map<UUID, Duration> ahead;
  private final Duration common;

  /**
   * Compares them.
   *
   * @param ahead by how much each is ahead of the manager's; without the manager's own process
   */
  public Clocks(Map<UUID, Duration> ahead) {
    this.ahead = Map.copyOf(ahead);
    this.common = common(new ArrayList<>(ahead.values()));
  }

  private static Duration common(List<Duration> all) {
    if (all.size() < FEWEST) {
      return Duration.ZERO;
    }
    all.sort(null);
    Duration median = all.get(all.size() / 2);
    long agreeing = all.stream().filter(d -> isOne(d.minus(median))).count();
    return isOne(median) || agreeing * 3 < all.size() * 2L ? Duration.ZERO : median;
  }

  private static boolean isOne(Duration difference) {
    return difference.abs().compareTo(TOLERANCE) <= 0;
  }

  /** By how much the manager's clock is behind what most computers say; zero if it agrees. */
  public Duration managerBehind() {
    return common;
  }

  /** By how much a computer's clock is ahead of the right time; zero if that is not known. */
  public Duration ahead(UUID computer) {
    return ahead.containsKey(computer) ? ahead.get(computer).minus(common) : Duration.ZERO;
  }
}
