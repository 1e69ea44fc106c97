package io.freshseal.shared.control;

import io.freshseal.shared.entity.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why the application cannot start. The sentence is also told on standard error by itself, because
 * a container reports a failed start in hundreds of lines.
 */
public final class StartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /**
   * Tells the terminal what has no translation.
   *
   * @param sentence what is wrong and, where that is known, what to do
   * @param cause the fault behind it, or null
   * @return to be thrown
   */
  public static StartFailure tell(String sentence, Throwable cause) {
    return tell(sentence, sentence, cause);
  }

  /**
   * Tells the terminal in its language; the exception speaks English.
   *
   * @param sentences all that is wrong; not empty
   * @return to be thrown
   */
  public static StartFailure tell(List<Sentence> sentences) {
    return tell(in(Locale.getDefault(), sentences), in(Locale.ENGLISH, sentences), null);
  }

  private static String in(Locale locale, List<Sentence> sentences) {
    return sentences.stream().map(sentence -> sentence.in(locale)).collect(Collectors.joining(" "));
  }

  // The launcher knows the line by its beginning, which is therefore the same in all languages.
  private static StartFailure tell(String told, String english, Throwable cause) {
    System.err.println("freshseal: cannot start: " + told);
    return new StartFailure(english, cause);
  }
}
