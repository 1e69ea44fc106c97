package io.freshseal.events.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Events for spreadsheets: what is foreign stays text. */
class EventCsvTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private static String line(String target, String... figures) {
    SystemEvent event =
        SystemEvent.of(EventType.COMPUTER_ENROLLED, NOW)
            .about(target)
            .with(EventError.of(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE))
            .figures((Object[]) figures);
    return EventCsv.line(new StoredEvent(event), Locale.ENGLISH);
  }

  @Test
  void aLine_hasAsManyFieldsAsTheHead_andEndsAsRfc4180Says() {
    assertThat(EventCsv.head()).startsWith("\"id\",\"time\",").endsWith(",\"text\"\r\n");
    assertThat(line("web-01", "web-01", "10.0.0.1", "rack"))
        .endsWith("\"-24\",\"STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE\"\r\n")
        .contains("\"2030-06-01T12:00:00Z\",\"MANAGER\",\"7401\",\"INFO\"")
        .satisfies(
            line -> assertThat(line.split("\",\"")).hasSameSizeAs(EventCsv.head().split("\",\"")));
  }

  @Test
  void quotesAreDoubled() {
    assertThat(line("the \"old\" one")).contains(",\"the \"\"old\"\" one\",");
  }

  @Test
  void whatASpreadsheetWouldCalculate_isText() {
    for (String formula : new String[] {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"}) {
      assertThat(line(formula)).contains(",\"'" + formula.replace("\"", "\"\"") + "\",");
    }
  }
}
