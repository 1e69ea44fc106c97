package io.freshseal.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Relays by build: one look tells which of them cannot renew. */
class BuildBarTest {

  @Test
  void everyBuildHasItsBar_asLongAsItsShareOfTheMost_andTellsWhetherItRenews() {
    SortedMap<RelayBuild, Long> figures = new TreeMap<>(Comparator.reverseOrder());
    figures.put(new RelayBuild(20, 0, 0, 1336), 1L);
    figures.put(new RelayBuild(20, 0, 0, 1337), 4L);

    assertThat(BuildBar.of(figures, RelayBuildTable.SEED))
        .extracting(b -> b.build().number(), BuildBar::relays, BuildBar::style, BuildBar::width)
        .containsExactly(tuple(1337, 4L, "ok", 100.0), tuple(1336, 1L, "critical", 25.0));
  }

  @Test
  void fleetWithoutRelays_hasNoBars() {
    assertThat(BuildBar.of(new TreeMap<>(), RelayBuildTable.SEED)).isEmpty();
  }
}
