package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.control.relay.ManyComponentsPrograms.Row;
import java.nio.file.Path;
import java.util.List;
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
  void aRunInWhichNothingChanged_isOneRequest_andTheHeapStaysFlat() throws Exception {
    List<Row> rows = ManyComponentsPrograms.run(folder, COMPONENTS);

    System.out.println(COMPONENTS + " components:");
    rows.forEach(row -> System.out.println(row.text()));
    rows.stream()
        .filter(row -> row.name().endsWith("-renewed"))
        .map(row -> row.name() + ", bytes / signature bytes: " + row.shareText())
        .forEach(System.out::println);
    assertThat(rows).hasSize(13).allMatch(row -> row.text().contains("| COMPLETED |"));
    List<Row> nothing = rows.stream().filter(row -> row.name().equals("nothing")).toList();
    assertThat(nothing).allMatch(row -> row.requests() == 1 && row.bytes() == 0);
    assertThat(nothing.get(4).heap()).isLessThan(nothing.get(0).heap() * 11 / 10 + 5);
    assertThat(rows.get(6).requests()).isLessThanOrEqualTo(3);
    assertThat(rows.get(9)).matches(row -> row.name().equals("all-renewed"));
    if (COMPONENTS >= Row.FROM_WHICH_SIGNATURES_ARE_ALL) {
      assertThat(rows.get(9).share()).isLessThanOrEqualTo(1.1);
    }
  }
}
