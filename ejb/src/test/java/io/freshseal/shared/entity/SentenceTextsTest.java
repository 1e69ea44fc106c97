package io.freshseal.shared.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sentence exists in both languages, with the same places for its arguments. */
class SentenceTextsTest {

  /** The family of the web interface's own sentences, which a test of that module looks at. */
  private static final String WEB = "web.";

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  private static Properties texts(String file) throws IOException {
    Properties texts = new Properties();
    try (InputStream in = Sentence.class.getResourceAsStream("/io/freshseal/" + file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static final List<SentenceKey> ALL_KEYS = allKeys();

  private static List<SentenceKey> allKeys() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.freshseal")
            .stream()
            .filter(type -> type.isEnum() && type.isAssignableTo(SentenceKey.class))
            .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
            .map(SentenceKey.class::cast)
            .toList();
  }

  private static Set<String> places(String pattern) {
    return PLACE
        .matcher(pattern)
        .results()
        .map(place -> place.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sentences.properties", "sentences_ja.properties"})
  void everyConstant_hasItsLineAndNoLineIsLeftOver(String file) throws IOException {
    Set<String> given =
        texts(file).stringPropertyNames().stream()
            .filter(key -> !key.startsWith(WEB))
            .collect(Collectors.toSet());

    assertThat(given)
        .containsExactlyInAnyOrderElementsOf(
            ALL_KEYS.stream().map(SentenceKey::key).collect(Collectors.toSet()));
  }

  @Test
  void keys_areEachGivenOnceAndFitAStoredSentence() {
    assertThat(ALL_KEYS).extracting(SentenceKey::key).doesNotHaveDuplicates();
    assertThat(ALL_KEYS).allMatch(key -> Sentence.isKey(key.key()));
  }

  @Test
  void bothLanguages_haveTheSamePlacesFromZeroOn() throws IOException {
    Properties english = texts("sentences.properties");
    Properties japanese = texts("sentences_ja.properties");

    for (String key : english.stringPropertyNames()) {
      Set<String> places = places(english.getProperty(key));
      assertThat(places(japanese.getProperty(key))).as(key).isEqualTo(places);
      assertThat(places)
          .as(key)
          .containsExactlyElementsOf(
              IntStream.range(0, places.size()).mapToObj(Integer::toString).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sentences.properties", "sentences_ja.properties"})
  void everyPlace_isFilledAndNoQuoteSwallowsAnything(String file) throws IOException {
    Properties texts = texts(file);

    for (String key : texts.stringPropertyNames()) {
      String pattern = texts.getProperty(key);
      Object[] arguments = places(pattern).stream().map(place -> "<" + place + ">").toArray();
      assertThat(new MessageFormat(pattern, Locale.ROOT).format(arguments))
          .as(key)
          .isEqualTo(PLACE.matcher(pattern).replaceAll("<$1>").replace("''", "'"));
    }
  }

  @Test
  void japanese_isJapanese() throws IOException {
    Properties japanese = texts("sentences_ja.properties");

    for (String key : japanese.stringPropertyNames()) {
      boolean onlyFigures =
          PLACE.matcher(japanese.getProperty(key)).replaceAll("").matches("\\P{L}*");
      if (!onlyFigures) {
        assertThat(japanese.getProperty(key))
            .as(key)
            .containsPattern("[\\u3040-\\u30ff\\u4e00-\\u9fff]");
      }
    }
  }
}
