package io.freshseal.alerts.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.alerts.entity.Alert;
import io.freshseal.alerts.entity.AlertKind;
import io.freshseal.alerts.entity.AlertSentence;
import io.freshseal.alerts.entity.Finding;
import io.freshseal.alerts.entity.Finding.Target;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.shared.entity.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertCsvTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final UUID ID = new UUID(1, 2);

  private static Alert alert() {
    Sentence sentence = Sentence.of(AlertSentence.EXPIRY_AHEAD, "pattern", NOW, 3);
    Finding finding =
        new Finding(
            AlertKind.EXPIRY_AHEAD,
            "a",
            new Target(Target.Kind.GROUP, "site"),
            EventLevel.WARNING,
            sentence,
            3,
            List.of());
    return new Alert(ID, finding.within(14), NOW);
  }

  @Test
  void everyLineHasAFieldForEveryName_andWhatIsNotThereIsEmpty() {
    assertThat(AlertCsv.head().split(",")).hasSize(15);
    assertThat(AlertCsv.line(alert(), Locale.ENGLISH))
        .startsWith("\"" + ID + "\",\"EXPIRY_AHEAD\",\"OPEN\",\"WARNING\",\"14\",\"pattern is")
        .endsWith(
            "\"GROUP\",\"site\",\"3\",\"" + NOW + "\",\"" + NOW + "\",\"\",\"\",\"\",\"\"\r\n");
  }

  @Test
  void aReason_isNoFormulaOfASpreadsheet() {
    Alert alert = alert();
    alert.acknowledge("admin", "=HYPERLINK(\"x\")", NOW);

    assertThat(AlertCsv.line(alert, Locale.ENGLISH))
        .contains("\"ACKNOWLEDGED\"")
        .endsWith("\"" + NOW + "\",\"admin\",\"'=HYPERLINK(\"\"x\"\")\"\r\n");
  }

  @Test
  void theDetail_isInTheLanguageThatIsAskedFor() {
    assertThat(AlertCsv.line(alert(), Locale.JAPANESE))
        .contains(alert().sentence().in(Locale.JAPANESE));
  }
}
