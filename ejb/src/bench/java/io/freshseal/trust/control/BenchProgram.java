package io.freshseal.trust.control;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@code openssl speed}, then the benchmarks, and prints both as one table: the
 * processor's time of one call, as openssl counts too, and how many bare verifications that is.
 */
public final class BenchProgram {

  private BenchProgram() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    double before = load();
    List<String> rows = new ArrayList<>();
    String speed = openssl();
    for (RunResult result : run()) {
      String name = result.getPrimaryResult().getLabel();
      String keys = result.getParams().getParam("keys");
      double micros = sum(result, "nanos") / sum(result, "calls") / 1_000;
      double passed = result.getPrimaryResult().getScore();
      String other = keys == null || keys.startsWith("P-256") ? "256 bits ecdsa" : "rsa 3072 bits";
      double verify = verifyMicros(speed, other);
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s%s | %.0f | %.0f | %s | %.1f | %.1f |",
              name,
              keys == null ? "" : " " + keys,
              micros,
              passed,
              other,
              verify,
              micros / verify));
    }
    System.out.printf(Locale.ROOT, "load average before %.1f, after %.1f%n", before, load());
    System.out.println("| what | processor, µs | passed, µs | openssl speed | verify, µs | ratio |\n|---|---|---|---|---|---|");
    rows.forEach(System.out::println);
  }

  private static Iterable<RunResult> run() throws RunnerException {
    return new Runner(new OptionsBuilder().include(VerificationBench.class.getName()).build())
        .run();
  }

  private static double sum(RunResult result, String counter) {
    return result.getSecondaryResults().get(counter).getStatistics().getSum();
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String openssl() throws IOException {
    Process process =
        new ProcessBuilder("openssl", "speed", "-seconds", "3", "ecdsap256", "rsa3072")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  /** The last column of a line of {@code openssl speed} is verifications per second. */
  private static double verifyMicros(String speed, String name) {
    Matcher line = Pattern.compile(name + ".*\\s([0-9.]+)\\s*$", Pattern.MULTILINE).matcher(speed);
    if (!line.find()) {
      throw new IllegalStateException("openssl speed says nothing of " + name + ": " + speed);
    }
    return 1_000_000 / Double.parseDouble(line.group(1));
  }
}
