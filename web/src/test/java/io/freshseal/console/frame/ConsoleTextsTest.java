package io.freshseal.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.console.components.Standing;
import io.freshseal.publishing.entity.AuthorityView;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.trust.entity.RevocationReason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The console speaks two languages completely: every key that is used is there, in both. */
class ConsoleTextsTest {

  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Path BEANS = Path.of("src/main/java/io/freshseal/console");
  private static final Pattern IN_PAGE =
      Pattern.compile("t\\['([^']+)'\\]|texts\\.of\\('([^']+)'(?!\\.concat)");
  private static final Pattern IN_BEAN =
      Pattern.compile("(?:texts\\.of|\\.done|\\.wrong)\\(\\s*\"([^\"]+)\"[,)]");

  @Test
  void bothLanguages_haveTheSameKeys() throws IOException {
    assertThat(bundle("_ja").keySet()).isEqualTo(bundle("").keySet());
  }

  @Test
  void everyKeyOfAPage_isInTheBundle() throws IOException {
    assertThat(bundle("").stringPropertyNames()).containsAll(keys(PAGES, ".xhtml", IN_PAGE));
  }

  @Test
  void everyKeyOfABean_isInTheBundle() throws IOException {
    assertThat(bundle("").stringPropertyNames()).containsAll(keys(BEANS, ".java", IN_BEAN));
  }

  @Test
  void everySetting_isExplained() throws IOException {
    assertThat(bundle("").stringPropertyNames())
        .containsAll(
            Arrays.stream(SettingKey.values()).map(key -> "setting." + key.shortKey()).toList());
  }

  @Test
  void everyUrgency_hasAWord() throws IOException {
    assertThat(bundle("").stringPropertyNames())
        .containsAll(Arrays.stream(Urgency.values()).map(Urgency::getKey).toList());
  }

  @Test
  void everyStateOfAnAuthorityAndReasonOfARevocation_hasAWord() throws IOException {
    assertThat(bundle("").stringPropertyNames())
        .containsAll(
            Arrays.stream(AuthorityView.State.values()).map(s -> "authorities.state." + s).toList())
        .containsAll(
            Arrays.stream(RevocationReason.values()).map(r -> "revoke.reason." + r).toList());
  }

  @Test
  void everyStanding_hasAWordAndASentence() throws IOException {
    List<String> keys = Arrays.stream(Standing.values()).map(Standing::getKey).toList();
    assertThat(bundle("").stringPropertyNames())
        .containsAll(keys)
        .containsAll(keys.stream().map(key -> key + ".short").toList());
  }

  @Test
  void everySentence_isAPatternWithTheSamePlacesInBothLanguages() throws IOException {
    Properties english = bundle("");
    Properties japanese = bundle("_ja");
    for (String key : english.stringPropertyNames()) {
      assertThat(places(japanese.getProperty(key), Locale.JAPANESE))
          .as(key)
          .isEqualTo(places(english.getProperty(key), Locale.ENGLISH));
    }
  }

  private static Set<Integer> places(String pattern, Locale locale) {
    if (pattern.contains("{startRecord}")) {
      return Set.of();
    }
    assertThat(pattern).as("an apostrophe quotes in a pattern").doesNotContain("'");
    int most = new MessageFormat(pattern, locale).getFormatsByArgumentIndex().length;
    Set<Integer> places = new TreeSet<>();
    for (int i = 0; i < most; i++) {
      if (pattern.contains("{" + i)) {
        places.add(i);
      }
    }
    return places;
  }

  private static Collection<String> keys(Path folder, String ending, Pattern use)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .flatMap(file -> use.matcher(read(file)).results())
          .flatMap(ConsoleTextsTest::groups)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<String> groups(MatchResult match) {
    return Stream.iterate(1, i -> i <= match.groupCount(), i -> i + 1)
        .map(match::group)
        .filter(key -> key != null);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties bundle(String language) throws IOException {
    Properties properties = new Properties();
    String name = "/io/freshseal/console" + language + ".properties";
    try (var in = ConsoleTextsTest.class.getResourceAsStream(name);
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }
}
