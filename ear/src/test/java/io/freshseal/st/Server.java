package io.freshseal.st;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A server started by {@code bin/freshseal} on a free port of the loopback address, with a data
 * folder and settings of its own. May be killed or stopped, and started again on the same folder
 * and port.
 */
final class Server implements AutoCloseable {
  static final String ADMIN = "admin";
  private static final String JAVA_OPTS = "FRESHSEAL_JAVA_OPTS";
  static final String PASSWORD = "correct horse battery staple";
  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final String READY = "Freshseal is ready: ";

  /**
   * Servers of tests live for a minute or two, in which compiling twice is not worth its cost.
   * Those of benchmarks and of the long suites run as they are shipped.
   */
  private static final String SHORT_LIVED =
      Boolean.getBoolean("freshseal.long") ? "" : "-XX:TieredStopAtLevel=1";

  private final Path data;
  private final int port;
  private final Map<String, String> settings;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private Process process;

  private Server(Path data, int port, Map<String, String> settings) {
    this.data = data;
    this.port = port;
    this.settings = settings;
    Tokens.forget(URI.create(url("/")));
  }

  /**
   * A server that is not started yet. Its relay runs when a test says so or its interval does, not
   * by push.
   *
   * @param settings names without {@code freshseal.}, and values, by turns
   */
  static Server with(String... settings) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("relay.push", "false");
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    return new Server(Distribution.folder("server"), Ports.free(), map);
  }

  /** Gives it a further setting, before it is started. */
  Server and(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Has it run with the options that are shipped, whatever the suite. */
  Server asShipped() {
    return withEnvironment(JAVA_OPTS, "");
  }

  /** Gives it a variable of the environment as well, before it is started. */
  Server withEnvironment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Starts it and returns when it says that it is ready. */
  Server start() {
    launch();
    boolean ready =
        Eventually.untilGet(
            "the server is ready or has ended",
            PATIENCE,
            this::isReady,
            told -> told || !process.isAlive());
    if (!ready) {
      throw new AssertionError("the server ended before it was ready:\n" + terminal());
    }
    return this;
  }

  private boolean isReady() {
    return lines.stream().anyMatch(line -> line.startsWith(READY));
  }

  /** Starts it without waiting for anything. */
  Server launch() {
    lines.clear();
    List<String> words =
        new ArrayList<>(
            List.of(
                Distribution.command("freshseal").toString(),
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
    settings.forEach(
        (key, value) -> words.addAll(List.of("--set", "freshseal." + key + "=" + value)));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("FRESHSEAL_ADMIN_PASSWORD", PASSWORD);
    builder.environment().put(JAVA_OPTS, SHORT_LIVED);
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Running.add(this);
    Thread reader = new Thread(() -> read(process), "terminal of port " + port);
    reader.setDaemon(true);
    reader.start();
    return this;
  }

  private void read(Process from) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("(the terminal was lost: " + e + ")");
    }
  }

  int port() {
    return port;
  }

  Path data() {
    return data;
  }

  long pid() {
    return process.pid();
  }

  boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** The address of a path: {@code url("")} is what an agent is given. */
  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** What it has written to the terminal since its start, errors included. */
  String terminal() {
    return String.join("\n", lines);
  }

  Http anonymous() {
    return Http.anonymous(URI.create(url("/")));
  }

  Http admin() {
    return anonymous().as(ADMIN, PASSWORD);
  }

  /** The end that no program can prepare for. */
  void kill9() {
    process.destroyForcibly();
    await(Duration.ofSeconds(20));
  }

  /**
   * SIGTERM.
   *
   * @return the exit status
   */
  int stop() {
    process.destroy();
    return await(Duration.ofSeconds(30));
  }

  private int await(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the server did not end within " + atMost);
      }
      Running.remove(this);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The end of its log. */
  String log() {
    try {
      List<String> all =
          Files.readAllLines(data.resolve("log/server-0.log"), StandardCharsets.ISO_8859_1);
      return all.stream().skip(Math.max(0, all.size() - 60)).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  @Override
  public void close() {
    if (isRunning()) {
      kill9();
    }
  }

  @Override
  public String toString() {
    return "server on port " + port + " with " + settings + ", data " + data;
  }
}
