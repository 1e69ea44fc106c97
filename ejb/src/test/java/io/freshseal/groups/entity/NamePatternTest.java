package io.freshseal.groups.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns for names mean what people expect, and no pattern can be made to take for ever. */
class NamePatternTest {

  @ParameterizedTest
  @CsvSource({
    "web-*, web-1, true",
    "web-*, WEB-, true",
    "web-*, dweb-1, false",
    "*-db, eu-db, true",
    "*-db, eu-db2, false",
    "pc-??, pc-17, true",
    "pc-??, pc-7, false",
    "*, anything, true",
    "a*b*c, a-b-b-c, true",
    "a.c, abc, false",
    "a_c, abc, false"
  })
  void aName_isMeantOrNot(String pattern, String name, boolean meant) {
    assertThat(new NamePattern(pattern).matches(name)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "(a+)+", "[a]", "a\\", "a!", "a%", "a\u0000"})
  void whatIsNoPattern_isRefused(String text) {
    assertThat(NamePattern.parse(text)).isEmpty();
  }

  @Test
  void aPattern_isBounded() {
    assertThat(NamePattern.parse("*".repeat(100))).isPresent();
    assertThat(NamePattern.parse("*".repeat(101))).isEmpty();
  }

  @Test
  @Timeout(5)
  void theWorstPattern_endsAtOnce() {
    NamePattern pattern = new NamePattern("*a".repeat(49) + "*b");
    long begun = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThat(pattern.matches("a".repeat(100))).isFalse();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
  }

  @RepeatedTest(500)
  void anyPattern_meansWhatItsExpressionMeans(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    String text = word(random, "ab_*?", 1 + random.nextInt(8));
    String name = word(random, "ab_", random.nextInt(10));
    String like = new NamePattern(text).like();

    assertThat(new NamePattern(text).matches(name))
        .as(text + " " + name)
        .isEqualTo(Pattern.matches(expression(text), name))
        .isEqualTo(Pattern.matches(ofLike(like), name));
  }

  private static String word(Random random, String letters, int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
        .collect(Collectors.joining());
  }

  private static String expression(String pattern) {
    return pattern.replace("*", ".*").replace("?", ".");
  }

  private static String ofLike(String like) {
    return like.replace("!_", "\u0001").replace("%", ".*").replace("_", ".").replace("\u0001", "_");
  }
}
