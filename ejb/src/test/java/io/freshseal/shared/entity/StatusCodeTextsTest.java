package io.freshseal.shared.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCodeTextsTest {

  // Each file is read by itself: a bundle would fall back to English where Japanese is missing.
  private static Properties texts(String file) throws IOException {
    Properties texts = new Properties();
    try (InputStream in = StatusCode.class.getResourceAsStream("/io/freshseal/" + file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static Set<String> expectedKeys() {
    return Arrays.stream(StatusCode.values())
        .flatMap(code -> Stream.of(code.messageKey(), code.remedyKey()))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages.properties", "messages_ja.properties"})
  void everyStatusCode_hasMessageAndRemedyAndNothingIsLeftOver(String file) throws IOException {
    Properties texts = texts(file);

    Set<String> given =
        texts.stringPropertyNames().stream()
            .filter(key -> key.startsWith("status."))
            .collect(Collectors.toSet());

    assertThat(given).isEqualTo(expectedKeys());
    assertThat(given).allSatisfy(key -> assertThat(texts.getProperty(key)).isNotBlank());
  }

  @Test
  void japaneseTexts_areJapanese() throws IOException {
    Properties texts = texts("messages_ja.properties");

    for (String key : expectedKeys()) {
      assertThat(texts.getProperty(key))
          .as(key)
          .containsPattern("[\\u3040-\\u30ff\\u4e00-\\u9fff]");
    }
  }

  @Test
  void numbersAndTexts_areEachUsedOnce() {
    assertThat(StatusCode.values()).extracting(StatusCode::code).doesNotHaveDuplicates();
    assertThat(StatusCode.values()).extracting(StatusCode::text).doesNotHaveDuplicates();
  }
}
