package io.freshseal.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The web interface objects in both languages, and in no other way. */
class WebSentenceTest {

  private static final Path API = Path.of("src/main/java/io/freshseal/api");

  @ParameterizedTest
  @ValueSource(strings = {"sentences.properties", "sentences_ja.properties"})
  void everyConstant_hasItsLineAndNoLineIsLeftOver(String file) throws IOException {
    assertThat(texts(file).stringPropertyNames().stream().filter(key -> key.startsWith("web.")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(WebSentence.values()).map(WebSentence::key).toList());
  }

  @ParameterizedTest
  @EnumSource
  void aProblem_speaksTheLanguageThatIsAskedFor(WebSentence sentence) {
    Sentence said = Sentence.of(sentence, "<0>", "<1>");

    assertThat(said.in(Locale.ENGLISH)).isNotBlank().doesNotContain("web.", "{");
    assertThat(said.in(Locale.JAPANESE))
        .doesNotContain("{")
        .containsPattern("[\\u3040-\\u30ff\\u4e00-\\u9fff]");
  }

  @Test
  void noProblem_isEnglishAlone() throws IOException {
    try (Stream<Path> files = Files.walk(API)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(50);
      for (Path source : sources) {
        assertThat(Files.readString(source)).as(source.toString()).doesNotContain("asIs(");
      }
    }
  }

  private static Properties texts(String file) throws IOException {
    Properties texts = new Properties();
    try (InputStream in = Sentence.class.getResourceAsStream("/io/freshseal/" + file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }
}
