package io.freshseal.launcher.fleet;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line of {@code bin/freshseal-fleet} asks for.
 *
 * @param port of the manager; 0 takes any free one
 * @param agents from 0 to {@value #MOST_AGENTS}
 * @param validity of a signature file's certificate; renewed when a third is left
 */
record FleetOptions(int port, int agents, Duration validity) {

  static final int MOST_AGENTS = 100;
  static final String USAGE = "Usage: freshseal-fleet [--port N] [--agents N] [--validity PT3M]";

  private static final int MAX_PORT = 65_535;
  private static final Duration SHORTEST = Duration.ofSeconds(20);

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException with a sentence for the terminal
   */
  static FleetOptions parse(List<String> words) {
    FleetOptions options = new FleetOptions(8080, 20, Duration.ofMinutes(3));
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(USAGE);
      }
      options = options.with(name, rest.next());
    }
    return options;
  }

  private FleetOptions with(String name, String value) {
    return switch (name) {
      case "--port" -> new FleetOptions(number(name, value, MAX_PORT), agents, validity);
      case "--agents" -> new FleetOptions(port, number(name, value, MOST_AGENTS), validity);
      case "--validity" -> new FleetOptions(port, agents, duration(name, value));
      default -> throw new IllegalArgumentException(USAGE);
    };
  }

  private static int number(String name, String value, int most) {
    if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= most) {
      return Integer.parseInt(value);
    }
    throw new IllegalArgumentException(name + " needs a number from 0 to " + most);
  }

  private static Duration duration(String name, String value) {
    try {
      Duration duration = Duration.parse(value);
      if (duration.compareTo(SHORTEST) >= 0) {
        return duration;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      // said below
    }
    throw new IllegalArgumentException(name + " needs a duration of at least " + SHORTEST);
  }
}
