package io.freshseal.launcher;

import static io.freshseal.launcher.LaunchRefused.FAULT;
import static io.freshseal.launcher.LaunchRefused.USAGE;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the command line, the environment and a file say together. Where they contradict each other,
 * the command line wins over the environment, and the environment over the file.
 */
final class LaunchOptions {
  static final String PREFIX = "freshseal.";
  private static final String DATA = PREFIX + "data";
  private static final String PORT = PREFIX + "http.port";
  private static final String ADDRESS = PREFIX + "http.address";
  private static final String TLS_KEYSTORE = PREFIX + "tls.keystore";
  private static final String TLS_PASSWORD = PREFIX + "tls.password";
  private static final String TLS_ADDRESS = PREFIX + "tls.address";
  private static final String TLS_PORT = PREFIX + "tls.port";
  private static final int MAX_PORT = 65_535;

  private final Map<String, String> given = new HashMap<>();
  private final Map<String, String> environment;
  private final Properties file = new Properties();

  private LaunchOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * @throws LaunchRefused for an option that is not known, has no value, or names a file that
   *     cannot be read
   */
  static LaunchOptions parse(List<String> arguments, Map<String, String> environment)
      throws LaunchRefused {
    LaunchOptions options = new LaunchOptions(environment);
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      options.take(words.next(), words);
    }
    return options;
  }

  private void take(String option, Iterator<String> words) throws LaunchRefused {
    if (!List.of("--port", "--data", "--config", "--set").contains(option)) {
      throw new LaunchRefused(USAGE, "unknown option " + option + "; see --help");
    }
    if (!words.hasNext()) {
      throw new LaunchRefused(USAGE, option + " needs a value; see --help");
    }
    String value = words.next();
    switch (option) {
      case "--port" -> given.put(PORT, value);
      case "--data" -> given.put(DATA, value);
      case "--config" -> load(value);
      default -> set(value);
    }
  }

  private void set(String assignment) throws LaunchRefused {
    int equals = assignment.indexOf('=');
    if (equals <= PREFIX.length() || !assignment.startsWith(PREFIX)) {
      throw new LaunchRefused(USAGE, "--set needs freshseal.KEY=VALUE, not '" + assignment + "'");
    }
    String key = assignment.substring(0, equals);
    if (key.equals(TLS_PASSWORD)) {
      throw new LaunchRefused(
          USAGE, key + " is a secret; give it by the environment or a file, not by --set");
    }
    given.put(key, assignment.substring(equals + 1));
  }

  private void load(String name) throws LaunchRefused {
    try (Reader reader = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
      file.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new LaunchRefused(USAGE, "the file '" + name + "' of --config cannot be read");
    }
  }

  /**
   * A misspelt setting would go unnoticed, and the server would do something else than it was told.
   *
   * @param known the names of all settings
   * @throws LaunchRefused for a name of the command line or the file that is none of them
   */
  void refuseUnknown(Collection<String> known) throws LaunchRefused {
    Set<String> unknown = new TreeSet<>(given.keySet());
    file.stringPropertyNames().stream().filter(n -> n.startsWith(PREFIX)).forEach(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new LaunchRefused(
          USAGE,
          "there is no setting "
              + String.join(", ", unknown)
              + "; etc/settings.txt names them all");
    }
  }

  Path data() {
    return path(DATA, "data");
  }

  /** The address to listen on; this machine alone, unless a setting says otherwise. */
  String address() {
    return value(ADDRESS).orElse("127.0.0.1");
  }

  /** The port to listen on; 0 asks for any free one. */
  int port() throws LaunchRefused {
    return port(PORT, "8080", "--port");
  }

  private int port(String key, String otherwise, String name) throws LaunchRefused {
    String text = value(key).orElse(otherwise);
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT) {
      return Integer.parseInt(text);
    }
    throw new LaunchRefused(USAGE, name + " needs a number from 0 to 65535, not '" + text + "'");
  }

  /**
   * What was given for https; empty where no keystore was. Whoever sets one wants to serve others,
   * so it listens on every address unless a setting says otherwise.
   */
  Optional<TlsOptions> tls() throws LaunchRefused {
    if (!gives(TLS_KEYSTORE)) {
      for (String key : List.of(TLS_PASSWORD, TLS_ADDRESS, TLS_PORT)) {
        if (gives(key)) {
          throw new LaunchRefused(FAULT, key + " needs " + TLS_KEYSTORE);
        }
      }
      return Optional.empty();
    }
    Optional<String> password = value(TLS_PASSWORD);
    if (password.isEmpty()) {
      throw new LaunchRefused(FAULT, TLS_KEYSTORE + " needs " + TLS_PASSWORD);
    }
    return Optional.of(
        new TlsOptions(
            path(TLS_KEYSTORE, ""),
            password.get(),
            value(TLS_ADDRESS).orElse("0.0.0.0"),
            port(TLS_PORT, "8443", TLS_PORT)));
  }

  boolean gives(String key) {
    return value(key).isPresent();
  }

  private Path path(String key, String otherwise) {
    return Path.of(value(key).orElse(otherwise)).toAbsolutePath().normalize();
  }

  private Optional<String> value(String key) {
    return Optional.ofNullable(given.get(key))
        .or(() -> Optional.ofNullable(environment.get(environmentName(key))))
        .or(() -> Optional.ofNullable(file.getProperty(key)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /**
   * The settings that the server has to be told, as system properties: those of the command line,
   * and those of the file that the environment does not overrule. The environment it sees by
   * itself.
   */
  Map<String, String> systemProperties() {
    Map<String, String> properties = new HashMap<>();
    for (String key : file.stringPropertyNames()) {
      if (key.startsWith(PREFIX) && !environment.containsKey(environmentName(key))) {
        properties.put(key, file.getProperty(key).strip());
      }
    }
    properties.putAll(given);
    return properties;
  }

  private static String environmentName(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
