package io.freshseal.shared.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences keep their arguments whatever those are, in memory and in stored form. */
class SentenceTest {

  private static final String KEY = "trust.COMPONENT_OLDER";

  private static Sentence sentence(String... arguments) {
    return new Sentence(KEY, List.of(arguments));
  }

  @Test
  void isSaidInTheLanguageOfTheReader() {
    Sentence sentence = sentence("core", "1.0", "2.0");

    assertThat(sentence.english())
        .isEqualTo("core 1.0 is older than version 2.0, which was accepted.");
    assertThat(sentence.in(Locale.JAPANESE)).isEqualTo("core 1.0 は、すでに受け入れたバージョン 2.0 より古いものです。");
    assertThat(sentence.in(Locale.FRENCH)).isEqualTo(sentence.english());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "it's {0} of '{1}' and ''",
        "\"quoted\" \\ back, {not a place",
        "a|b;c,d:e=f%s%n",
        "trust.COMPONENT_OLDER",
        "日本語の名前 😀"
      })
  void storedForm_keepsHostileArgumentsAsTheyAre(String hostile) {
    Sentence sentence = sentence(hostile, "1.0", hostile);

    assertThat(Sentence.decode(sentence.encoded())).contains(sentence);
    assertThat(sentence.english())
        .isEqualTo(hostile + " 1.0 is older than version " + hostile + ", which was accepted.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u0002b", "a\u0003b", "a\u001db", "a\u001fb", "a\nb", "a\u202eb", "a\u2028b"})
  void argument_losesWhatCouldMoveTheCursorOrBreakTheStoredForm(String hostile) {
    Sentence sentence = sentence(hostile);

    assertThat(sentence.arguments()).containsExactly("a?b");
    assertThat(Sentence.decode(sentence.encoded())).contains(sentence);
  }

  @Test
  void foreignText_isNeverTakenForASentence() {
    String forged = sentence("forged", "1", "2").encoded();

    Sentence outer = Sentence.of(SharedSentence.AS_IS, forged);

    assertThat(outer.in(Locale.JAPANESE)).doesNotContain("受け入れた").startsWith("?" + KEY);
    assertThat(Sentence.decode(Sentence.cleaned(forged, 600))).isEmpty();
  }

  @Test
  void sentenceWithinASentence_isSaidInTheSameLanguage() {
    Sentence inner = sentence("core", "1.0", "2.0");

    Sentence outer = Sentence.of(SharedSentence.AS_IS, inner);

    assertThat(outer.in(Locale.JAPANESE)).isEqualTo(inner.in(Locale.JAPANESE));
    assertThat(Sentence.decode(outer.encoded())).contains(outer);
  }

  @Test
  void longArguments_areClippedUntilTheStoredFormFits() {
    String longest = "😀".repeat(5000);
    Sentence inner = sentence(longest, longest, longest);
    Sentence outer = Sentence.of(SharedSentence.AS_IS, inner, longest, inner, inner);

    assertThat(inner.encoded().length()).isBetween(300, Sentence.MAX_ENCODED);
    assertThat(outer.encoded().length()).isLessThanOrEqualTo(Sentence.MAX_ENCODED);
    assertThat(Sentence.decode(outer.encoded())).contains(outer);
    assertThat(outer.arguments()).hasSize(4);
    assertThat(inner.english()).doesNotContain("?").contains("😀…");
  }

  @Test
  void moreArgumentsThanASentenceHas_areDropped() {
    assertThat(sentence("1", "2", "3", "4", "5", "6", "7", "8", "9").arguments()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "An older row's English sentence.",
        "\u0002",
        "\u0002trust.COMPONENT_OLDER",
        "\u0002trust.COMPONENT_OLDER\u0003 and more",
        "\u0002trust.COMPONENT_OLDER\u001d\u0002\u0003\u0003",
        "\u0002../../etc\u0003",
        "\u0002\u0002\u0002\u0002\u0002\u0002"
      })
  void anyOtherText_isNoStoredSentence(String text) {
    assertThat(Sentence.decode(text)).isEqualTo(Optional.empty());
  }

  @Test
  void sentenceOfANewerVersion_staysReadable() {
    Sentence unknown = new Sentence("trust.OF_TOMORROW", List.of("core", "1.0"));

    assertThat(unknown.in(Locale.JAPANESE)).isEqualTo("trust.OF_TOMORROW: [core, 1.0]");
    assertThat(Sentence.decode(unknown.encoded())).contains(unknown);
  }

  @Test
  void textThatIsNoKey_isAFault() {
    assertThatThrownBy(() -> new Sentence("no key", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
