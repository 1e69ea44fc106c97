package io.freshseal.plots;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.plots.PageTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plots of the page of benchmarks show the figures that stand in its tables. With {@code
 * -Dfreshseal.plots=write} they are drawn anew first.
 */
class PlotsTest {
  private static final Path PAGE = Path.of("..", "docs", "benchmarks.md");
  private static final Path FOLDER = Path.of("..", "docs", "plots");

  private static List<String> page;
  private static Map<String, List<Row>> tables;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readAllLines(PAGE);
    tables = PageTable.of(page);
    if (System.getProperty("freshseal.plots", "").equals("write")) {
      Files.createDirectories(FOLDER);
      for (Plot plot : plots().toList()) {
        Files.writeString(file(plot), plot.svg(tables.get(plot.table())));
      }
    }
  }

  static Stream<Plot> plots() {
    Function<Row, String> pair = row -> row.name() + ", " + row.cells().get("new, MB") + " MB";
    return Stream.of(
        Plot.of(
                "delta-bytes",
                "delta-bytes",
                "Bytes of an update, as a multiple of bsdiff's",
                "times bsdiff's bytes (dashed: the goal, 1.3)")
            .labelled(pair)
            .marked(1.3)
            .with("zstd -19, whole", row -> row.number("zstd -19, whole") / row.number("bsdiff"))
            .with("xdelta3 -9", row -> row.number("xdelta3 -9") / row.number("bsdiff"))
            .with("Freshseal, dcz", row -> row.number("dcz") / row.number("bsdiff")),
        Plot.of(
                "delta-processor",
                "delta-processor",
                "Processor for making an update, in percent of bsdiff's",
                "% of bsdiff's processor time (dashed: the goal, 5)")
            .marked(5)
            .with("zstd -19, whole", percent("making: zstd -19"))
            .with("xdelta3 -9", percent("making: xdelta3"))
            .with("Freshseal, dcz", percent("making: dcz")),
        Plot.of(
                "serving",
                "serving",
                "Serving, as a multiple of nginx",
                "times nginx (1: as fast; dashed: the goal for polls, 0.5)")
            .linear()
            .marked(0.5)
            .with("requests a second", "ratio of requests")
            .with("bytes a second", "ratio of bytes"),
        Plot.of(
                "mirrors-time",
                "mirrors",
                "Time of a run, beside mirrors that judge nothing",
                "milliseconds")
            .with("Freshseal", "relay, ms")
            .with("wget -N", "wget -N, ms")
            .with("rsync -a", "rsync -a, ms"),
        Plot.of("mirrors-requests", "mirrors", "Requests of a run", "requests")
            .with("Freshseal", "relay, requests")
            .with("wget -N", "wget -N, requests"),
        Plot.of("mirrors-bytes", "mirrors", "Bytes of a run", "bytes")
            .with("Freshseal", "relay, bytes")
            .with("wget -N", "wget -N, bytes")
            .with("rsync -a", "rsync -a, bytes"),
        Plot.of(
                "many-components",
                "many-components",
                "A relay of 100,000 components: what a run costs",
                "milliseconds (dashed: the goal when nothing changed, 2,000)")
            .marked(2_000)
            .with("processor", "processor, ms")
            .with("passed", "passed, ms"),
        Plot.of(
                "push",
                "push",
                "From publish to applied: source, relay, relay, agent",
                "milliseconds (dashed: the goal for p99, 5,000)")
            .linear()
            .marked(5_000)
            .with("p50", "p50, ms")
            .with("p99", "p99, ms"),
        Plot.of(
                "start",
                "start",
                "Start of all three roles in one process",
                "Freshseal beside the application server without an application")
            .with("Freshseal", "Freshseal")
            .with("Payara Micro alone", "Payara Micro alone"));
  }

  private static ToDoubleFunction<Row> percent(String column) {
    return row -> 100 * row.number(column) / row.number("making: bsdiff");
  }

  private static Path file(Plot plot) {
    return FOLDER.resolve(plot.name() + ".svg");
  }

  @ParameterizedTest
  @MethodSource("plots")
  void aPlotShowsTheFiguresOfItsTable(Plot plot) throws IOException {
    assertThat(tables).containsKey(plot.table());
    assertThat(file(plot)).hasContent(plot.svg(tables.get(plot.table())));
  }

  @ParameterizedTest
  @MethodSource("plots")
  void aPlotStandsOnThePage(Plot plot) {
    assertThat(page).anyMatch(line -> line.contains("(plots/" + plot.name() + ".svg)"));
  }

  @Test
  void noFileIsLeftOver_andNoTableIsWithoutAPlot() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files).containsExactlyInAnyOrderElementsOf(plots().map(PlotsTest::file).toList());
    }
    assertThat(tables.keySet())
        .containsExactlyInAnyOrderElementsOf(plots().map(Plot::table).distinct().toList());
  }
}
