package io.freshseal.alerts.control;

import io.freshseal.alerts.entity.Alert;
import io.freshseal.alerts.entity.Alert.Acknowledgement;
import io.freshseal.shared.control.Csv;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Alerts as lines of a table. */
public final class AlertCsv {

  private static final List<String> NAMES =
      List.of(
          "id",
          "kind",
          "state",
          "level",
          "withinDays",
          "detail",
          "target",
          "targetId",
          "computers",
          "startedAt",
          "changedAt",
          "endedAt",
          "acknowledgedAt",
          "acknowledgedBy",
          "reason");

  private AlertCsv() {}

  /** The first line. */
  public static String head() {
    return Csv.line(NAMES);
  }

  /** The line of an alert; its detail in the language of the locale. */
  public static String line(Alert alert, Locale locale) {
    Optional<Acknowledgement> seen = alert.acknowledgement();
    return Csv.line(
        List.of(
            alert.id().toString(),
            alert.kind().name(),
            alert.state().name(),
            alert.level().name(),
            alert.withinDays().map(String::valueOf).orElse(""),
            Csv.safe(alert.sentence().in(locale)),
            alert.target().kind().name(),
            alert.target().id(),
            Long.toString(alert.computers()),
            alert.startedAt().toString(),
            alert.changedAt().toString(),
            alert.endedAt().map(Instant::toString).orElse(""),
            seen.map(Acknowledgement::at).map(Instant::toString).orElse(""),
            seen.map(Acknowledgement::by).map(Csv::safe).orElse(""),
            seen.map(Acknowledgement::because).map(Csv::safe).orElse("")));
  }
}
