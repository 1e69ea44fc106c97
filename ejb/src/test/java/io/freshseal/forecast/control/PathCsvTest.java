package io.freshseal.forecast.control;

import static io.freshseal.forecast.Fleets.NEW;
import static io.freshseal.forecast.Fleets.NOW;
import static io.freshseal.forecast.Fleets.group;
import static io.freshseal.forecast.Fleets.relay;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.forecast.entity.Hindrance;
import io.freshseal.forecast.entity.Lapse;
import io.freshseal.forecast.entity.Part;
import io.freshseal.forecast.entity.PathLine;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.Supply;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathCsvTest {

  private static final RelayStanding RELAY = relay("+one", "=site", NEW, Optional.empty());

  private static PathLine line(Optional<PathLine.File> file, Lapse lapse) {
    return new PathLine(
        group("=site", null, false),
        Optional.of(RELAY),
        Supply.Kind.RELAY,
        file,
        Part.SIGNER,
        NOW,
        Optional.of("0a"),
        lapse,
        Optional.of(RELAY),
        7);
  }

  @Test
  void everyLineHasAFieldForEveryName_andNoNameIsAFormula() {
    PathLine.File file =
        new PathLine.File(new ComponentId("scan"), new ComponentVersion("19.4"), 3);
    Lapse lapse = Lapse.ofCertificate(NOW, Part.SIGNER, Hindrance.OLD_BUILD);

    assertThat(PathCsv.head().split(",")).hasSize(15);
    assertThat(PathCsv.line(line(Optional.of(file), lapse)))
        .isEqualTo(
            "\"'=site\",\"RELAY\",\"'+one\",\"20.0.0-1337\",\"scan\",\"19.4\",\"3\",\"SIGNER\",\""
                + NOW
                + "\",\"0a\",\"false\",\""
                + NOW.plusMillis(1)
                + "\",\"OLD_BUILD\",\"'+one\",\"7\"\r\n");
  }

  @Test
  void whatIsRenewedInTime_isNobodysFault() {
    assertThat(PathCsv.line(line(Optional.empty(), Lapse.never(Part.CATALOG))))
        .contains("\"20.0.0-1337\",\"\",\"\",\"\",\"SIGNER\"")
        .endsWith("\"true\",\"\",\"\",\"\",\"7\"\r\n");
  }
}
