package io.freshseal.launcher.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The programs of the distribution, each in a process of its own that ends with this one. */
final class Programs implements AutoCloseable {

  private static final String READY = "Freshseal is ready: ";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Path bin;
  private final Path folder;
  private final List<Process> running = new ArrayList<>();

  /**
   * Starts nothing yet.
   *
   * @param home folder of the distribution
   * @param folder everything that the programs keep and print
   */
  Programs(Path home, Path folder) {
    this.bin = home.resolve("bin");
    this.folder = folder;
  }

  /**
   * Starts a server without waiting for it.
   *
   * @param settings names without {@code freshseal.}
   */
  Started server(
      String name, int port, Map<String, String> settings, Map<String, String> environment)
      throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                bin.resolve("freshseal").toString(),
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve(name).toString()));
    settings.forEach(
        (key, value) -> words.addAll(List.of("--set", "freshseal." + key + "=" + value)));
    return start(name, words, environment);
  }

  /** Starts a command of the agent. */
  Started agent(String name, String command, List<String> more, Map<String, String> environment)
      throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                bin.resolve("freshseal-agent").toString(),
                command,
                "--dir",
                folder.resolve(name).toString()));
    words.addAll(more);
    return start(name, words, environment);
  }

  private Started start(String name, List<String> words, Map<String, String> environment)
      throws IOException {
    Path terminal = folder.resolve(name + ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(terminal.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    synchronized (running) {
      running.add(process);
    }
    return new Started(name, process, terminal);
  }

  /** Ends all of them: first politely, after ten seconds in any case. */
  @Override
  public void close() {
    List<Process> all;
    synchronized (running) {
      all = List.copyOf(running);
    }
    all.forEach(Process::destroy);
    try {
      for (Process each : all) {
        if (!each.waitFor(10, TimeUnit.SECONDS)) {
          each.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException e) {
      all.forEach(Process::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  /**
   * One that was started.
   *
   * @param terminal the file with what it prints
   */
  record Started(String name, Process process, Path terminal) {

    /**
     * Waits until a server says that it is ready.
     *
     * @return its address, with a slash at the end
     * @throws IOException if it ended instead, or says nothing for five minutes
     */
    String ready() throws IOException, InterruptedException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < end) {
        try (BufferedReader lines = Files.newBufferedReader(terminal, StandardCharsets.UTF_8)) {
          var ready = lines.lines().filter(line -> line.startsWith(READY)).findFirst();
          if (ready.isPresent()) {
            return ready.get().substring(READY.length());
          }
        }
        if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      throw failed();
    }

    /**
     * Waits until it ends well.
     *
     * @throws IOException if it does not
     */
    void done() throws IOException, InterruptedException {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw failed();
      }
    }

    private IOException failed() throws IOException {
      return new IOException(name + " did not start; it printed: " + Files.readString(terminal));
    }
  }
}
