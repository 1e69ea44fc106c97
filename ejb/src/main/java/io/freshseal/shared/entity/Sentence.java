package io.freshseal.shared.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One sentence for people that is not yet in any language: which sentence, and its figures. {@link
 * #in} says it in the language of whoever reads; {@link #encoded} keeps it until then.
 *
 * @param key of {@link SentenceKey#key()}; a newer version's key may be unknown here
 * @param arguments at most {@link #MAX_ARGUMENTS}; each is free of control and formatting
 *     characters, or is the encoding of a sentence within this one. They are clipped until the
 *     encoding fits into {@link #MAX_ENCODED}
 */
public record Sentence(String key, List<String> arguments) {

  /** The most arguments that a sentence keeps. */
  public static final int MAX_ARGUMENTS = 8;

  /** The longest encoding, in characters: no more than an event keeps of one figure. */
  public static final int MAX_ENCODED = 600;

  private static final Pattern KEY = Pattern.compile("[a-z]{1,20}\\.[A-Z][A-Z0-9_]{0,59}");
  // What could move a cursor, end a line, hide what follows or be taken for an encoding.
  private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  private static final int[] LIMITS = {500, 300, 200, 120, 60, 30, 10, 0};

  public Sentence {
    if (!isKey(key)) {
      throw new IllegalArgumentException("not the key of a sentence");
    }
    List<String> clean = arguments.stream().limit(MAX_ARGUMENTS).map(Sentence::clean).toList();
    arguments = fitting(key, clean);
  }

  /**
   * Makes a sentence.
   *
   * @param arguments what stands for {@code {0}} and so on: a sentence, or anything else as the
   *     text it has of itself; foreign text is welcome here and nowhere else
   */
  public static Sentence of(SentenceKey key, Object... arguments) {
    return new Sentence(key.key(), Arrays.stream(arguments).map(Sentence::argument).toList());
  }

  /** Text from elsewhere that has no translation, such as what an operating system reports. */
  public static Sentence asIs(String text) {
    return of(SharedSentence.AS_IS, text);
  }

  /**
   * Reads what {@link #encoded} wrote; empty for any other text. Text that was {@link #cleaned} is
   * never taken for an encoding.
   */
  public static Optional<Sentence> decode(String text) {
    return SentenceCode.decode(text);
  }

  /**
   * Foreign text without control and formatting characters, at most so many characters long, never
   * cut within one.
   */
  public static String cleaned(String foreign, int most) {
    return clipped(HARMFUL.matcher(foreign).replaceAll("?"), most);
  }

  /** The sentence in this language; English for a language that the product does not speak. */
  public String in(Locale locale) {
    return SentenceTexts.render(this, locale);
  }

  /** The sentence in English, for logs. */
  public String english() {
    return in(Locale.ENGLISH);
  }

  /**
   * Key and arguments on one line, at most {@link #MAX_ENCODED} characters, for {@link #decode}.
   * Begins with a control character, which no foreign text keeps.
   */
  public String encoded() {
    return SentenceCode.encode(key, arguments);
  }

  @Override
  public String toString() {
    return english();
  }

  static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  private static String argument(Object value) {
    return value instanceof Sentence within
        ? within.encoded()
        : cleaned(Objects.toString(value), MAX_ENCODED);
  }

  private static String clean(String argument) {
    return decode(argument).map(Sentence::encoded).orElseGet(() -> cleaned(argument, MAX_ENCODED));
  }

  private static List<String> fitting(String key, List<String> arguments) {
    List<String> shorter = arguments;
    for (int i = 0; i < LIMITS.length && isTooLong(key, shorter); i++) {
      int limit = LIMITS[i];
      shorter = arguments.stream().map(argument -> shortened(argument, limit)).toList();
    }
    return isTooLong(key, shorter) ? List.of() : shorter;
  }

  private static boolean isTooLong(String key, List<String> arguments) {
    return SentenceCode.encode(key, arguments).length() > MAX_ENCODED;
  }

  private static String shortened(String argument, int limit) {
    return decode(argument)
        .map(
            within ->
                SentenceCode.encode(
                    within.key,
                    within.arguments.stream().map(inner -> shortened(inner, limit)).toList()))
        .orElseGet(() -> clipped(argument, limit));
  }

  private static String clipped(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Math.max(0, most - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return most == 0 ? "" : text.substring(0, end) + "…";
  }
}
