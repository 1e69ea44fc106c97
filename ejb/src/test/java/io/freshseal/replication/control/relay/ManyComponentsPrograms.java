package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A source of many components and a relay behind it, each a program of its own. */
final class ManyComponentsPrograms {

  /**
   * A run of the relay.
   *
   * @param text the row of the table
   */
  record Row(String text) {

    /** With fewer components the catalog's own signature and the revocation list weigh, too. */
    static final int FROM_WHICH_SIGNATURES_ARE_ALL = 1_000;

    String name() {
      return column(1);
    }

    long millis() {
      return Long.parseLong(column(3));
    }

    long requests() {
      return Long.parseLong(column(5));
    }

    long bytes() {
      return Long.parseLong(column(6));
    }

    /** MB of the heap in use afterwards. */
    long heap() {
      return Long.parseLong(column(7));
    }

    /** What came, as a multiple of the signature files that were new; NaN if none was. */
    double share() {
      long signed = Long.parseLong(column(9));
      return signed == 0 ? Double.NaN : (double) bytes() / signed;
    }

    /** The same as text. */
    String shareText() {
      return Double.isNaN(share()) ? "" : String.format(Locale.ROOT, "%,.3f", share());
    }

    private String column(int number) {
      return text.split("\\|")[number].strip();
    }
  }

  private static final Path DISTRIBUTED =
      Path.of("..", "ear", "src", "main", "distribution", "etc", "java.options");

  private ManyComponentsPrograms() {}

  /** The folder of the source, whose objects and lists of files stay when it has ended. */
  static Path source(Path folder) {
    return folder.resolve("source");
  }

  /** The folder of the relay. */
  static Path relay(Path folder) {
    return folder.resolve("relay");
  }

  /** Has the relay do all its runs; answers how each of them went. */
  static List<Row> run(Path folder, int components) throws IOException, InterruptedException {
    Path source = Files.createDirectory(source(folder));
    Path address = folder.resolve("address");
    Process offering =
        start(address, "-Xmx2g", ManyComponents.class, source.toString(), "" + components);
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
              relay(folder).toString(),
              "" + components);
      assertThat(relay.waitFor(2, TimeUnit.HOURS)).isTrue();
      assertThat(relay.exitValue()).as(Files.readString(rows)).isZero();
      return Files.readAllLines(rows).stream()
          .filter(line -> line.startsWith("|"))
          .map(Row::new)
          .toList();
    } finally {
      offering.destroyForcibly();
    }
  }

  // The collector, and when the optimizing compiler begins, so that the relay is compiled as there.
  private static List<String> asDistributed() throws IOException {
    List<String> options =
        Files.readAllLines(DISTRIBUTED).stream()
            .filter(option -> option.matches("-XX:(\\+UseSerialGC|Tier.*)"))
            .toList();
    assertThat(options).as("options of " + DISTRIBUTED).isNotEmpty();
    return options;
  }

  private static Process start(Path out, String heap, Class<?> program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(heap);
    command.addAll(asDistributed());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
