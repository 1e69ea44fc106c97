package io.freshseal.forecast.control;

import io.freshseal.forecast.entity.PathLine;
import io.freshseal.forecast.entity.PathLine.File;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.shared.control.Csv;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What runs out on the ways from the source to agents, as lines of a table. */
public final class PathCsv {

  private static final List<String> NAMES =
      List.of(
          "group",
          "takesFrom",
          "relay",
          "build",
          "component",
          "version",
          "serial",
          "what",
          "expires",
          "certificate",
          "renewsItself",
          "refusedFrom",
          "because",
          "blamed",
          "computers");

  private PathCsv() {}

  /** The first line. */
  public static String head() {
    return Csv.line(NAMES);
  }

  /** A line. */
  public static String line(PathLine line) {
    Optional<File> file = line.file();
    return Csv.line(
        List.of(
            Csv.safe(line.group().name()),
            line.supply().name(),
            name(line.relay()),
            line.relay().map(relay -> relay.build().text()).orElse(""),
            file.map(one -> one.id().text()).orElse(""),
            file.map(one -> one.version().text()).orElse(""),
            file.map(one -> Long.toString(one.serial())).orElse(""),
            line.part().name(),
            line.expires().toString(),
            line.certificate().map(Csv::safe).orElse(""),
            Boolean.toString(line.renewsItself()),
            line.lapse().from().map(Instant::toString).orElse(""),
            line.renewsItself() ? "" : line.lapse().hindrance().name(),
            line.renewsItself() ? "" : name(line.blamed()),
            Long.toString(line.computers())));
  }

  private static String name(Optional<RelayStanding> relay) {
    return relay.map(RelayStanding::name).map(Csv::safe).orElse("");
  }
}
