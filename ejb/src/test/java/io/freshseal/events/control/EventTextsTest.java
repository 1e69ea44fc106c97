package io.freshseal.events.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.Origin;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextsTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private static Properties texts(String file) throws IOException {
    Properties texts = new Properties();
    try (InputStream in = EventType.class.getResourceAsStream("/io/freshseal/" + file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static Set<String> expectedKeys() {
    return Stream.of(
            Arrays.stream(EventType.values())
                .flatMap(type -> Stream.of(type.titleKey(), type.descriptionKey())),
            Arrays.stream(EventLevel.values()).map(EventLevel::messageKey),
            Arrays.stream(Origin.values()).map(Origin::messageKey))
        .flatMap(keys -> keys)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages.properties", "messages_ja.properties"})
  void everyEventHasItsTexts_andNothingIsLeftOver(String file) throws IOException {
    Properties texts = texts(file);

    Set<String> given =
        texts.stringPropertyNames().stream()
            .filter(key -> key.matches("(event|level|origin)\\..*"))
            .collect(Collectors.toSet());

    assertThat(given).isEqualTo(expectedKeys());
    assertThat(given).allSatisfy(key -> assertThat(texts.getProperty(key)).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void description_usesEveryFigureAndNoQuoteIsLost(EventType type) {
    StoredEvent event =
        new StoredEvent(
            SystemEvent.of(type, NOW)
                .with(EventError.of(StatusCode.DISK_FULL))
                .figures("f0", "f1", "f2"));

    for (Locale locale : EventTexts.LOCALES) {
      assertThat(EventTexts.description(event, locale))
          .isNotBlank()
          .doesNotContain("{")
          .doesNotContain("''");
    }
  }

  @Test
  void refusedSignature_isToldInTheReadersLanguage() {
    StoredEvent event =
        new StoredEvent(
            SystemEvent.of(EventType.UPDATE_FAILURE, NOW)
                .with(new EventError(-24, "IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE"))
                .figures("pattern", "1.0", "Ended yesterday."));

    assertThat(EventTexts.description(event, Locale.ENGLISH))
        .contains("pattern", "1.0", "has expired", "Ended yesterday.");
    assertThat(EventTexts.description(event, Locale.JAPANESE)).contains("pattern", "\u671f\u9650");
    assertThat(EventTexts.title(event, Locale.FRENCH)).isEqualTo("Update Failure");
  }

  @Test
  void numbers_areUniqueWithinTheirOrigin() {
    Set<String> keys =
        Arrays.stream(EventType.values())
            .map(type -> type.origin() + "/" + type.number())
            .collect(Collectors.toSet());

    assertThat(keys).hasSameSizeAs(EventType.values());
  }

  @Test
  void titles_areFoundByAPartInAnyLanguage() {
    assertThat(EventTexts.numbersTitled("relay cache")).containsExactly(7101);
    assertThat(EventTexts.numbersTitled("no title has this")).isEmpty();
  }
}
