package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.control.relay.FileMirrors.Mirrored;
import io.freshseal.replication.control.relay.ManyComponentsPrograms.Row;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A relay beside mirrors of the very same files by {@code wget -N} and {@code rsync -a}, with none,
 * one and all signature files renewed. The relay judges each file and its content, the mirrors
 * nothing. Prints a table.
 */
@EnabledIfSystemProperty(named = "freshseal.long", matches = "true")
class MirrorBenchmarkTest {

  private static final List<String> STEPS =
      List.of("first", "nothing", "one-renewed", "all-renewed");
  private static final List<String> NAMES =
      List.of("at first", "nothing", "one renewed", "all renewed");

  @TempDir private Path folder;

  static IntStream counts() {
    int most = Integer.getInteger("freshseal.components", 100_000);
    return IntStream.concat(
        IntStream.of(10, 1_000, 100_000).filter(count -> count < most), IntStream.of(most));
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
    List<OfferedFiles> offered = offered();
    checkRelay(offered.get(3));
    try (FileMirrors mirrors = new FileMirrors(folder.resolve("mirrors"), offered.get(0))) {
      for (int i = 0; i < STEPS.size(); i++) {
        if (i == 2) {
          mirrors.offer(offered.get(1));
        } else if (i == 3) {
          // The relay got that one changed component in a run of its own, too.
          mirrors.offer(offered.get(2));
          mirrors.wget();
          mirrors.rsync();
          mirrors.offer(offered.get(3));
        }
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
            + " | relay, bytes | wget -N, bytes | rsync -a, bytes"
            + " | relay, bytes / signature bytes |");
    IntStream.range(0, STEPS.size())
        .mapToObj(i -> line(count, NAMES.get(i), relay.get(i), wget[i], rsync[i]))
        .forEach(System.out::println);
    assertThat(relay.get(1).requests()).isEqualTo(1);
    assertThat(relay.get(3).requests()).isLessThanOrEqualTo(4);
    assertThat(relay.get(3).requests()).isLessThan(wget[3].requests());
    if (count >= Row.FROM_WHICH_SIGNATURES_ARE_ALL) {
      assertThat(relay.get(3).share()).isLessThanOrEqualTo(1.1);
    }
  }

  // What the source offered with each of its catalogs: at first, then with one signature file
  // renewed, with one component changed, and with all signature files renewed.
  private List<OfferedFiles> offered() throws IOException {
    List<OfferedFiles> offered = new ArrayList<>();
    for (int sequence = 1; sequence <= 4; sequence++) {
      offered.add(OfferedFiles.read(ManyComponentsPrograms.source(folder), sequence));
    }
    return offered;
  }

  private void checkRelay(OfferedFiles offered) throws IOException {
    StorePlaces places = StorePlaces.in(ManyComponentsPrograms.relay(folder));
    try (Vault vault = Vault.open(places, Clock.systemUTC())) {
      assertThat(offered.names().values())
          .as("what the relay holds")
          .allMatch(digest -> vault.objects().find(digest).isPresent());
    }
  }

  private static String line(int count, String step, Row relay, Mirrored wget, Mirrored rsync) {
    return String.format(
        Locale.ROOT,
        "| %,d, %s | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %s |",
        count,
        step,
        relay.millis(),
        wget.millis(),
        rsync.millis(),
        relay.requests(),
        wget.requests(),
        relay.bytes(),
        wget.bytes(),
        rsync.bytes(),
        step.endsWith("renewed") ? relay.shareText() : "");
  }
}
