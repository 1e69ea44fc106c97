package io.freshseal.shared.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartValuesTest {

  private static final String KEY = "freshseal.relay.interval";
  private static final String VARIABLE = "FRESHSEAL_RELAY_INTERVAL";

  @TempDir private Path folder;

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("freshseal.properties"), content).toString();
  }

  @Test
  void propertyWinsOverEnvironmentOverFileOverDefault() throws IOException {
    Map<String, String> withFile = Map.of("freshseal.config", file(KEY + "=PT3S"));
    Map<String, String> all = Map.of("freshseal.config", file(KEY + "=PT3S"), KEY, "PT1S");

    assertThat(StartValues.of(all, Map.of(VARIABLE, "PT2S")).find(KEY)).contains("PT1S");
    assertThat(StartValues.of(withFile, Map.of(VARIABLE, "PT2S")).find(KEY)).contains("PT2S");
    assertThat(StartValues.of(withFile, Map.of()).find(KEY)).contains("PT3S");
    assertThat(StartValues.of(Map.of(), Map.of()).find(KEY)).contains("PT15M");
  }

  @Test
  void fileNamedInTheEnvironment_isRead() throws IOException {
    Map<String, String> environment = Map.of("FRESHSEAL_CONFIG", file("freshseal.roles = relay "));

    assertThat(StartValues.of(Map.of(), environment).find("freshseal.roles")).contains("relay");
  }

  @Test
  void blankValue_countsAsNotGiven() {
    StartValues values = StartValues.of(Map.of(KEY, "  "), Map.of());

    assertThat(values.find(KEY)).contains("PT15M");
    assertThat(values.isGiven(KEY)).isFalse();
  }

  @Test
  void missingFile_isAFaultThatNamesTheSetting() {
    Map<String, String> given = Map.of("freshseal.config", folder.resolve("none").toString());

    assertThatThrownBy(() -> StartValues.of(given, Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("freshseal.config");
  }
}
