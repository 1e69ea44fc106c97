package io.freshseal.agent.boundary;

import io.freshseal.shared.entity.Sentence;
import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The agent's texts for people, English unless the locale is Japanese. */
final class AgentTexts {

  private static final String BUNDLE = "io.freshseal.messages";

  private final ResourceBundle bundle;

  private final Locale locale;

  private AgentTexts(ResourceBundle bundle, Locale locale) {
    this.bundle = bundle;
    this.locale = locale;
  }

  static AgentTexts of(Locale locale) {
    // Without a fallback: a French user on a Japanese system reads English.
    Control control = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    return new AgentTexts(ResourceBundle.getBundle(BUNDLE, locale, control), locale);
  }

  ResourceBundle bundle() {
    return bundle;
  }

  /** A text with its parameters filled in. */
  String of(String key, Object... parameters) {
    String pattern = bundle.getString(key);
    return parameters.length == 0 ? pattern : MessageFormat.format(pattern, parameters);
  }

  /** A sentence in the same language. */
  String of(Sentence sentence) {
    return sentence.in(locale);
  }

  /** Prints one line of the program to standard error. */
  void say(PrintStream err, String line) {
    err.println(AgentCommand.NAME + ": " + line);
  }

  /** Prints a warning. */
  void warn(PrintStream err, String line) {
    say(err, of("agent.warning", line));
  }
}
