package io.freshseal.forecast.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForecastTextsTest {

  @Test
  void every_word_of_a_forecast_exists_in_both_languages() {
    ResourceBundle english = ResourceBundle.getBundle("io.freshseal.messages", Locale.ROOT);
    ResourceBundle japanese = ResourceBundle.getBundle("io.freshseal.messages", Locale.JAPANESE);

    assertThat(keys()).allMatch(key -> !english.getString(key).isBlank());
    assertThat(keys())
        .allMatch(
            key -> japanese.getString(key).matches("(?s).*[\\u3040-\\u30ff\\u4e00-\\u9fff].*"));
  }

  private static Stream<String> keys() {
    return Stream.of(
            Arrays.stream(Part.values()).map(Part::messageKey),
            Arrays.stream(Hindrance.values()).map(Hindrance::messageKey),
            Arrays.stream(Assumption.values()).map(Assumption::messageKey))
        .flatMap(all -> all);
  }
}
