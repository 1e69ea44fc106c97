package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.entity.AgentResult;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class AgentTextsTest {

  private static final List<AgentTexts> BOTH =
      List.of(AgentTexts.of(Locale.ENGLISH), AgentTexts.of(Locale.JAPANESE));

  private static Set<String> ownKeys(AgentTexts texts) {
    return texts.bundle().keySet().stream()
        .filter(key -> key.startsWith("agent.") || key.startsWith("freshseal-agent."))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyText_isThereInBothLanguagesWithTheSameParameters() {
    for (String key : ownKeys(BOTH.get(0))) {
      String english = BOTH.get(0).bundle().getString(key);
      String japanese = BOTH.get(1).bundle().getString(key);
      assertThat(japanese).as(key).isNotEqualTo(english);
      for (String parameter : List.of("{0", "{1", "{2", "{3", "%n")) {
        assertThat(japanese.contains(parameter)).as(key).isEqualTo(english.contains(parameter));
      }
    }
    assertThat(ownKeys(BOTH.get(1))).isEqualTo(ownKeys(BOTH.get(0)));
  }

  @Test
  void apostropheInAText_isWrittenOnce() {
    assertThat(BOTH.get(0).of("agent.clocks", "A", "B"))
        .isEqualTo(
            "This computer's clock says A, the relay's says B. Compare both with a clock you"
                + " trust.");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"USAGE", "LOCAL_FAULT", "ENROLLED", "REPORTED", "MADE", "RELAY_CLEARED"})
  void everyResultAboutComponents_hasItsSentence(AgentResult result) {
    for (AgentTexts texts : BOTH) {
      assertThat(texts.of("agent.result." + result, 3)).contains("3");
    }
  }

  @Test
  void otherLanguage_readsEnglishWhateverTheSystemSpeaks() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.JAPANESE);
      assertThat(AgentTexts.of(Locale.FRENCH).of("agent.component.new")).isEqualTo("new");
    } finally {
      Locale.setDefault(before);
    }
  }
}
