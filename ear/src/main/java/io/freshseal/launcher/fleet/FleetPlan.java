package io.freshseal.launcher.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who is in the fleet: two groups, one below the other, each with two relays, and the agents. */
final class FleetPlan {

  /** The group whose relays take from the primary source. */
  static final String HEAD_OFFICE = "head-office";

  /** The group whose relays take from those of the head office. */
  static final String BRANCH = "branch";

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String NEVER = "P1D";

  /**
   * A relay of the fleet.
   *
   * @param settings its own, names without {@code freshseal.}
   */
  record PlannedRelay(String name, String group, Map<String, String> settings) {}

  /** An agent of the fleet. */
  record PlannedAgent(String name, String group) {}

  private FleetPlan() {}

  /**
   * The relays. The second one of the head office has a build that takes no renewed signature file,
   * and the second one of the branch asks for nothing by itself once it has everything. Nobody
   * waits for new catalogs: what ages is to be seen.
   */
  static List<PlannedRelay> relays() {
    return List.of(
        new PlannedRelay("head-office-relay-1", HEAD_OFFICE, often()),
        new PlannedRelay("head-office-relay-2", HEAD_OFFICE, oldBuild()),
        new PlannedRelay("branch-relay-1", BRANCH, often()),
        new PlannedRelay(
            "branch-relay-2", BRANCH, Map.of("relay.interval", NEVER, "relay.push", "false")));
  }

  private static Map<String, String> often() {
    return Map.of("relay.interval", SOON.toString(), "relay.push", "false");
  }

  private static Map<String, String> oldBuild() {
    return Map.of(
        "relay.interval", SOON.toString(), "relay.push", "false", "relay.build", "20.0.0-1336");
  }

  /** The agents, by turns in both groups. */
  static List<PlannedAgent> agents(int count) {
    List<PlannedAgent> agents = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      agents.add(new PlannedAgent("agent-%02d".formatted(i), i % 2 == 0 ? BRANCH : HEAD_OFFICE));
    }
    return agents;
  }

  /** Settings of the process that is the manager and the primary source. */
  static Map<String, String> manager(String home, Duration validity) {
    return Map.of(
        "roles", "source,manager",
        "source.watch", home + "/sample",
        "source.certificate-validity", validity.toString(),
        "source.renew-before", validity.dividedBy(3).toString(),
        "manager.heartbeat", SOON.toString(),
        "manager.update-interval", validity.dividedBy(9).toString());
  }
}
