package io.freshseal.trust.entity;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When the clocks of others say that the local one is wrong. They are foreign and unproven: they
 * tell an operator what a refusal comes from, and never make anything pass.
 */
public final class ClockRule {

  /** How far two clocks may lie apart and still agree. */
  public static final Duration AGREEMENT = Duration.ofMinutes(5);

  private static final int LEAST_HOSTS = 2;

  private ClockRule() {}

  /**
   * How far the local clock is behind (negative: ahead), by the word of at least two hosts that
   * agree with each other, contradict it, and are more than those that bear it out. Empty
   * otherwise.
   */
  public static Optional<Duration> contradiction(List<ClockSighting> seen) {
    List<Duration> leads = leads(seen);
    List<Duration> against = leads.stream().filter(lead -> !isClose(lead)).toList();
    int support = leads.size() - against.size();
    return against.stream()
        .map(lead -> against.stream().filter(other -> isClose(lead.minus(other))).toList())
        .max(Comparator.comparing(List::size))
        .filter(group -> group.size() >= LEAST_HOSTS && group.size() > support)
        .map(group -> group.get(group.size() / 2));
  }

  // One host has one voice, however often it was asked.
  private static List<Duration> leads(List<ClockSighting> seen) {
    return seen.stream()
        .map(ClockSighting::host)
        .distinct()
        .map(host -> seen.stream().filter(s -> s.host().equals(host)).findFirst().orElseThrow())
        .map(ClockSighting::lead)
        .sorted()
        .toList();
  }

  private static boolean isClose(Duration difference) {
    return difference.abs().compareTo(AGREEMENT) <= 0;
  }
}
