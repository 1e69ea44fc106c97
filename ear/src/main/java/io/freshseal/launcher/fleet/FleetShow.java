package io.freshseal.launcher.fleet;

import io.freshseal.launcher.fleet.FleetPlan.PlannedAgent;
import io.freshseal.launcher.fleet.FleetPlan.PlannedRelay;
import io.freshseal.launcher.fleet.ManagerApi.Kind;
import io.freshseal.launcher.fleet.Programs.Started;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** What {@code bin/freshseal-fleet} runs. */
public final class FleetShow {

  private static final int USAGE = 2;
  private static final int FAULT = 1;
  // As many Java virtual machines start at a time.
  private static final int AT_ONCE = 4;
  private static final String PASSWORD = "FRESHSEAL_ADMIN_PASSWORD";
  private static final String TOKEN = "FRESHSEAL_MANAGER_ENROLMENT_TOKEN";

  private final FleetOptions options;
  private final Path home;
  private final Programs programs;
  private final PrintStream terminal;
  private final String password;

  private FleetShow(FleetOptions options, Path home, Programs programs, PrintStream terminal) {
    this.options = options;
    this.home = home;
    this.programs = programs;
    this.terminal = terminal;
    String chosen = System.getenv(PASSWORD);
    this.password = chosen == null || chosen.isBlank() ? newPassword() : chosen;
  }

  /**
   * Starts the fleet, says where to look, and waits until the process is told to end; nothing of it
   * is kept then.
   *
   * @param arguments the options of {@code bin/freshseal-fleet}; the distribution's folder is the
   *     system property {@code freshseal.home}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    FleetOptions options;
    try {
      options = FleetOptions.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      return;
    }
    Path home = Path.of(System.getProperty("freshseal.home"));
    Path folder = Files.createTempDirectory("freshseal-fleet");
    Programs programs = new Programs(home, folder);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(programs, folder)));
    try {
      new FleetShow(options, home, programs, System.out).start();
    } catch (IOException e) {
      System.err.println("freshseal-fleet: " + e.getMessage());
      System.exit(FAULT);
    }
    new CountDownLatch(1).await();
  }

  private void start() throws IOException, InterruptedException {
    terminal.println("Starting the manager with its primary source; this takes some seconds.");
    String manager =
        programs
            .server(
                "manager",
                options.port(),
                FleetPlan.manager(home.toString(), options.validity()),
                Map.of(PASSWORD, password))
            .ready();
    ManagerApi api = new ManagerApi(manager, password);
    api.set("manager.primary-source", manager + "source/v1");
    Map<String, String> groups = groups(api);
    List<PlannedRelay> relays = FleetPlan.relays();
    terminal.println("Starting " + relays.size() + " relays in two groups.");
    startRelays(relays, manager, tokens(api, groups, Kind.RELAYS));
    List<PlannedAgent> agents = FleetPlan.agents(options.agents());
    terminal.println("Starting " + agents.size() + " agents.");
    startAgents(agents, manager, tokens(api, groups, Kind.AGENTS));
    terminal.println("The fleet is ready: " + manager);
    terminal.println("Sign in as admin with the password " + password);
    terminal.println(
        "A certificate lives "
            + options.validity()
            + ". head-office-relay-2 has an old build and"
            + " branch-relay-2 asks for nothing by itself: both age, and agents that ask them"
            + " will fail. The console says why, and repairs it. Ctrl-C ends everything.");
  }

  private static Map<String, String> groups(ManagerApi api)
      throws IOException, InterruptedException {
    String head = api.group(FleetPlan.HEAD_OFFICE, "");
    return Map.of(FleetPlan.HEAD_OFFICE, head, FleetPlan.BRANCH, api.group(FleetPlan.BRANCH, head));
  }

  private static Map<String, String> tokens(ManagerApi api, Map<String, String> groups, Kind kind)
      throws IOException, InterruptedException {
    Map<String, String> tokens = new HashMap<>();
    for (Map.Entry<String, String> group : groups.entrySet()) {
      tokens.put(group.getKey(), api.token(group.getKey(), group.getValue(), kind));
    }
    return tokens;
  }

  // Those of the branch find something to take, for one of them asks only once by itself.
  private void startRelays(List<PlannedRelay> relays, String manager, Map<String, String> tokens)
      throws IOException, InterruptedException {
    RelayProbe probe = new RelayProbe();
    for (String group : List.of(FleetPlan.HEAD_OFFICE, FleetPlan.BRANCH)) {
      List<Started> started = new ArrayList<>();
      for (PlannedRelay relay : relays) {
        if (relay.group().equals(group)) {
          started.add(startRelay(relay, manager, tokens.get(group)));
        }
      }
      for (Started relay : started) {
        String url = relay.ready();
        probe.await(url);
        terminal.println("  " + relay.name() + ": " + url);
      }
    }
  }

  private Started startRelay(PlannedRelay relay, String manager, String token) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(relay.settings());
    settings.put("roles", "relay");
    settings.put("manager.url", manager);
    settings.put("manager.name", relay.name());
    return programs.server(relay.name(), 0, settings, Map.of(PASSWORD, password, TOKEN, token));
  }

  private void startAgents(List<PlannedAgent> agents, String manager, Map<String, String> tokens)
      throws IOException, InterruptedException {
    for (int from = 0; from < agents.size(); from += AT_ONCE) {
      List<PlannedAgent> some = agents.subList(from, Math.min(from + AT_ONCE, agents.size()));
      List<Started> enrolling = new ArrayList<>();
      for (PlannedAgent agent : some) {
        enrolling.add(
            programs.agent(
                agent.name(),
                "enrol",
                List.of("--manager", manager, "--name", agent.name()),
                Map.of(TOKEN, tokens.get(agent.group()))));
      }
      for (Started each : enrolling) {
        each.done();
      }
      for (PlannedAgent agent : some) {
        programs.agent(agent.name(), "run", List.of("--no-push"), Map.of());
      }
    }
  }

  private static String newPassword() {
    byte[] random = new byte[15];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static void end(Programs programs, Path folder) {
    programs.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("freshseal-fleet: " + folder + " is left behind: " + e.getMessage());
    }
  }
}
