package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the runs of a relay of very many components cost, with the collector and the compiler of the
 * distribution, behind a source that is a process of its own. Prints a table.
 */
@EnabledIfSystemProperty(named = "freshseal.long", matches = "true")
class ManyComponentsBenchmarkTest {

  private static final int COMPONENTS = Integer.getInteger("freshseal.components", 100_000);

  @TempDir private Path folder;

  @Test
  void aRunInWhichNothingChanged_takesTwoSecondsAtMost_andTheHeapStaysFlat() throws Exception {
    Path source = Files.createDirectory(folder.resolve("source"));
    Path address = folder.resolve("address");
    Process offering =
        start(address, "-Xmx2g", ManyComponents.class, source.toString(), "" + COMPONENTS);
    try {
      while (Files.readString(address).isBlank()) {
        assertThat(offering.isAlive()).isTrue();
        offering.waitFor(1, TimeUnit.SECONDS);
      }
      Path rows = folder.resolve("rows");
      Process relay =
          start(
              rows,
              "-Xmx1g",
              ManyComponentsRun.class,
              source.toString(),
              Files.readString(address).strip(),
              folder.resolve("relay").toString(),
              "" + COMPONENTS);
      assertThat(relay.waitFor(2, TimeUnit.HOURS)).isTrue();
      assertThat(relay.exitValue()).as(Files.readString(rows)).isZero();
      check(Files.readAllLines(rows).stream().filter(line -> line.startsWith("|")).toList());
    } finally {
      offering.destroyForcibly();
    }
  }

  private static void check(List<String> rows) {
    System.out.println(COMPONENTS + " components:");
    rows.forEach(System.out::println);
    assertThat(rows).hasSize(13).allMatch(row -> row.contains("| COMPLETED |"));
    List<String> nothing = rows.stream().filter(row -> row.contains(" nothing |")).toList();
    assertThat(nothing).allMatch(row -> figure(row, 5) == 1 && figure(row, 6) == 0);
    assertThat(figure(nothing.get(4), 3)).isLessThanOrEqualTo(2000);
    assertThat(figure(nothing.get(4), 7)).isLessThan(figure(nothing.get(0), 7) * 11 / 10 + 5);
    assertThat(figure(rows.get(6), 5)).isLessThanOrEqualTo(3);
  }

  private static long figure(String row, int column) {
    return Long.parseLong(row.split("\\|")[column].strip());
  }

  private static Process start(Path out, String heap, Class<?> program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
