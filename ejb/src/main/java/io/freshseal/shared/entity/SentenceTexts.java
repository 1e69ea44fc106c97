package io.freshseal.shared.entity;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** Says sentences in the languages of the bundle {@code io.freshseal.sentences}. */
final class SentenceTexts {

  private static final String BUNDLE = "io.freshseal.sentences";

  // Without a fallback to the machine's own language: English is the bundle without a name.
  private static final Control CONTROL = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private SentenceTexts() {}

  static String render(Sentence sentence, Locale locale) {
    Object[] arguments =
        sentence.arguments().stream()
            .map(argument -> Sentence.decode(argument).map(s -> s.in(locale)).orElse(argument))
            .toArray();
    try {
      ResourceBundle bundle =
          ResourceBundle.getBundle(BUNDLE, locale, SentenceTexts.class.getClassLoader(), CONTROL);
      return new MessageFormat(bundle.getString(sentence.key()), locale).format(arguments);
    } catch (MissingResourceException ofAnotherVersion) {
      return sentence.key() + ": " + Arrays.toString(arguments);
    }
  }
}
