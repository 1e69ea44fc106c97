package io.freshseal.alerts.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertTextsTest {

  @Test
  void every_kind_and_state_has_a_word_in_both_languages() {
    ResourceBundle english = ResourceBundle.getBundle("io.freshseal.messages", Locale.ROOT);
    ResourceBundle japanese = ResourceBundle.getBundle("io.freshseal.messages", Locale.JAPANESE);
    List<String> keys =
        Stream.concat(
                Arrays.stream(AlertKind.values()).map(AlertKind::messageKey),
                Arrays.stream(AlertState.values()).map(AlertState::messageKey))
            .toList();

    assertThat(keys).allMatch(key -> !english.getString(key).isBlank());
    assertThat(keys)
        .allMatch(key -> japanese.getString(key).matches(".*[\\u3040-\\u30ff\\u4e00-\\u9fff].*"));
  }
}
