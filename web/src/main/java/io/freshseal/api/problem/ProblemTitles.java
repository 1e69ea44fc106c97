package io.freshseal.api.problem;

import io.freshseal.shared.entity.StatusCode;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The title of a problem in the language of whoever asks, and which language that is. */
public final class ProblemTitles {

  private static final String BUNDLE = "io.freshseal.messages";
  private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.JAPANESE);
  private static final int MAX_HEADER = 200;

  private ProblemTitles() {}

  /**
   * The best of the languages spoken here.
   *
   * @param acceptLanguage the header as it came, or null
   */
  public static Locale locale(String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > MAX_HEADER) {
      return Locale.ENGLISH;
    }
    try {
      Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
      return best == null ? Locale.ENGLISH : best;
    } catch (IllegalArgumentException malformed) {
      return Locale.ENGLISH;
    }
  }

  static String title(StatusCode code, Locale locale) {
    try {
      return ResourceBundle.getBundle(
              BUNDLE,
              locale,
              ProblemTitles.class.getClassLoader(),
              Control.getNoFallbackControl(Control.FORMAT_PROPERTIES))
          .getString(code.messageKey());
    } catch (MissingResourceException e) {
      return code.text();
    }
  }
}
