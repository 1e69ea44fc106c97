package io.freshseal.shared.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values an operator starts the process with. The first of these that knows a name wins: system
 * properties, environment ({@code FRESHSEAL_RELAY_SOURCE} for {@code freshseal.relay.source}), the
 * file named by {@code freshseal.config}, the defaults shipped in {@code
 * io/freshseal/default-settings.properties}.
 *
 * <p>This is a plain class because the data source needs it while the container is still being
 * configured; {@link StartValuesConfigSource} shows the same values to MicroProfile Config.
 */
public final class StartValues {

  /** Names the configuration file. */
  public static final String CONFIG = "freshseal.config";

  private static final String DEFAULTS = "/io/freshseal/default-settings.properties";

  private final Map<?, ?> properties;
  private final Map<String, String> environment;
  private static final int MAX_FILE_BYTES = 1024 * 1024;

  private final Properties file;
  private final Properties defaults;

  private StartValues(Map<?, ?> properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment;
    this.defaults = defaults();
    this.file = new Properties();
    outer(CONFIG).ifPresent(name -> load(file, Path.of(name)));
  }

  /**
   * The values of this process.
   *
   * @throws UncheckedIOException if the file named by {@link #CONFIG} cannot be read
   */
  public static StartValues ofProcess() {
    return new StartValues(System.getProperties(), System.getenv());
  }

  /** The values of a process with these system properties and this environment. */
  public static StartValues of(Map<?, ?> properties, Map<String, String> environment) {
    return new StartValues(properties, environment);
  }

  /** Finds a value; blank counts as not given. */
  public Optional<String> find(String name) {
    return outer(name)
        .or(() -> given(file.getProperty(name)))
        .or(() -> given(defaults.getProperty(name)));
  }

  /** Whether the operator gave the value, so that it is not the shipped default. */
  public boolean isGiven(String name) {
    return outer(name).or(() -> given(file.getProperty(name))).isPresent();
  }

  /** Finds a value in the file or among the defaults alone. */
  Optional<String> findInFiles(String name) {
    return given(file.getProperty(name)).or(() -> given(defaults.getProperty(name)));
  }

  /** The names that the file and the defaults know. */
  Set<String> namesInFiles() {
    Set<String> names = new TreeSet<>(defaults.stringPropertyNames());
    names.addAll(file.stringPropertyNames());
    return names;
  }

  private Optional<String> outer(String name) {
    Object property = properties.get(name);
    return given(property instanceof String text ? text : null)
        .or(() -> given(environment.get(environmentName(name))));
  }

  /** MicroProfile Config 3.1, section 5.3.1: every other character becomes an underscore. */
  private static String environmentName(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static Optional<String> given(String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static void load(Properties into, Path path) {
    try (Reader reader =
        new InputStreamReader(
            new BoundedInputStream(Files.newInputStream(path), MAX_FILE_BYTES),
            StandardCharsets.UTF_8.newDecoder())) {
      into.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("the file named by " + CONFIG + " cannot be read: " + path, e);
    }
  }

  private static Properties defaults() {
    Properties loaded = new Properties();
    try (InputStream in = StartValues.class.getResourceAsStream(DEFAULTS)) {
      if (in != null) {
        loaded.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
      return loaded;
    } catch (IOException e) {
      throw new UncheckedIOException("the default settings cannot be read", e);
    }
  }
}
