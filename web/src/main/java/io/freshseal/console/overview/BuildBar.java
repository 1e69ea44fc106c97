package io.freshseal.console.overview;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The relays of one build as a bar.
 *
 * @param refreshes whether this build fetches a renewed signature of an unchanged component
 * @param width of the bar, in hundredths of the longest
 */
public record BuildBar(RelayBuild build, long relays, boolean refreshes, double width) {

  /** A bar for each build, in the order of the figures. */
  static List<BuildBar> of(SortedMap<RelayBuild, Long> figures, RelayBuildTable table) {
    double most = figures.values().stream().mapToLong(Long::longValue).max().orElse(1);
    List<BuildBar> bars = new ArrayList<>();
    figures.forEach(
        (build, relays) ->
            bars.add(
                new BuildBar(
                    build, relays, table.refreshesSignatures(build), 100 * relays / most)));
    return List.copyOf(bars);
  }

  /** Class of the bar, in the words of the style sheet. */
  public String style() {
    return refreshes ? "ok" : "critical";
  }
}
