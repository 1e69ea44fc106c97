package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.control.relay.FileMirrors.Mirrored;
import io.freshseal.replication.control.relay.ManyComponentsPrograms.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A relay beside mirrors of as many signature files by {@code wget -N} and {@code rsync -a}, with
 * none, one and all of them renewed. The relay judges each file and its content, the mirrors
 * nothing. Prints a table.
 */
@EnabledIfSystemProperty(named = "freshseal.long", matches = "true")
class MirrorBenchmarkTest {

  private static final List<String> STEPS =
      List.of("first", "nothing", "one-renewed", "all-renewed");

  @TempDir private Path folder;

  static IntStream counts() {
    int most = Integer.getInteger("freshseal.components", 100_000);
    return IntStream.of(10, 1_000, 100_000).filter(count -> count <= most);
  }

  @ParameterizedTest
  @MethodSource("counts")
  void relayAndMirrors_bringTheSameFiles(int count) throws Exception {
    List<Row> rows = ManyComponentsPrograms.run(folder, count);
    List<Row> relay =
        STEPS.stream()
            .map(step -> rows.stream().filter(row -> row.name().equals(step)).findFirst())
            .map(row -> row.orElseThrow())
            .toList();
    Mirrored[] wget = new Mirrored[STEPS.size()];
    Mirrored[] rsync = new Mirrored[STEPS.size()];
    try (FileMirrors mirrors = new FileMirrors(folder.resolve("mirrors"), count)) {
      int[] changed = {0, 0, 1, count};
      for (int i = 0; i < changed.length; i++) {
        mirrors.change(changed[i]);
        wget[i] = mirrors.wget();
        rsync[i] = mirrors.rsync();
        mirrors.check();
      }
    }
    System.out.printf("All runs of the relay of %,d components:%n", count);
    rows.forEach(row -> System.out.println(row.text()));
    System.out.println(
        "| files, changed | relay, ms | wget -N, ms | rsync -a, ms"
            + " | relay, requests | wget -N, requests"
            + " | relay, bytes | wget -N, bytes | rsync -a, bytes |");
    IntStream.range(0, STEPS.size())
        .mapToObj(i -> line(count, STEPS.get(i), relay.get(i), wget[i], rsync[i]))
        .forEach(System.out::println);
    assertThat(relay.get(1).requests()).isEqualTo(1);
    assertThat(relay.get(3).requests()).isLessThanOrEqualTo(4);
    assertThat(relay.get(3).requests()).isLessThan(wget[3].requests());
  }

  private static String line(int count, String step, Row relay, Mirrored wget, Mirrored rsync) {
    return String.format(
        Locale.ROOT,
        "| %,d, %s | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d |",
        count,
        step,
        relay.millis(),
        wget.millis(),
        rsync.millis(),
        relay.requests(),
        wget.requests(),
        relay.bytes(),
        wget.bytes(),
        rsync.bytes());
  }
}
