package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * All three roles in one process on an empty data folder, and the application server under it
 * without an application, by turns: time to ready, processor and memory, medians.
 */
@EnabledIf("io.freshseal.st.Distribution#isLong")
class StartBenchmarkST {
  private static final int ROUNDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  /** Seconds, seconds of the processor, MiB of resident memory. */
  private record Figures(double ready, double processor, double memory) {}

  @Test
  void theDistributionIsReady_andTheFiguresArePrinted() throws IOException {
    List<Figures> ours = new ArrayList<>();
    List<Figures> bare = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      ours.add(distribution());
      bare.add(applicationServer());
    }
    System.out.println("| what | Freshseal | Payara Micro alone | ratio |\n|---|---:|---:|---:|");
    print("ready, s", ours, bare, Figures::ready);
    print("processor, s", ours, bare, Figures::processor);
    print("resident memory, MiB", ours, bare, Figures::memory);
    assertThat(ours).hasSameSizeAs(bare);
  }

  private static Figures distribution() {
    long begin = System.nanoTime();
    try (Server server = Server.with("relay.interval", "PT1H").start()) {
      return figures(server.pid(), begin);
    }
  }

  private static Figures applicationServer() throws IOException {
    Path home = Distribution.home();
    String jar;
    try (Stream<Path> jars = Files.list(home.resolve("lib/server"))) {
      jar =
          jars.map(Path::toString)
              .filter(name -> name.contains("payara-micro"))
              .findFirst()
              .orElseThrow();
    }
    List<String> words =
        List.of(
            "java",
            "@" + home.resolve("etc/java.options"),
            "-jar",
            jar,
            "--noCluster",
            "--port",
            Integer.toString(Ports.free()),
            "--rootDir",
            Distribution.folder("bare").toString());
    long begin = System.nanoTime();
    try (Background server = Background.start(words, Map.of(), Distribution.folder("bare"))) {
      Eventually.until(
          "the application server is ready",
          PATIENCE,
          () -> server.output().contains("Payara Micro URLs"));
      return figures(server.pid(), begin);
    }
  }

  private static Figures figures(long pid, long begin) {
    double ready = (System.nanoTime() - begin) / 1e9;
    Duration processor =
        ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).orElseThrow();
    return new Figures(ready, processor.toMillis() / 1e3, resident(pid));
  }

  private static double resident(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void print(
      String what, List<Figures> ours, List<Figures> bare, ToDoubleFunction<Figures> figure) {
    double mine = median(ours, figure);
    double its = median(bare, figure);
    System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.2f |%n", what, mine, its, mine / its);
  }

  private static double median(List<Figures> all, ToDoubleFunction<Figures> figure) {
    return all.stream().mapToDouble(figure).sorted().toArray()[all.size() / 2];
  }
}
