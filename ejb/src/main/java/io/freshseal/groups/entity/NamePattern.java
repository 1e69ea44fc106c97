package io.freshseal.groups.entity;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern for the names of computers: {@code *} stands for any characters, {@code ?} for one, and
 * case does not count. It has no other magic, and matching costs at most name times pattern, so
 * that nobody can write one that does not end.
 *
 * @param text 1 to 100 letters, digits, dots, dashes, underscores, stars and question marks
 */
public record NamePattern(String text) {

  /** Marks the character after it as meant literally, in the form for the database. */
  public static final char ESCAPE = '!';

  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}._*?-]{1,100}");

  public NamePattern {
    Objects.requireNonNull(text);
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a pattern for names");
    }
  }

  /** Reads foreign text; empty unless it has the form of a pattern. */
  public static Optional<NamePattern> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new NamePattern(text))
        : Optional.empty();
  }

  /** Whether a name is meant. */
  public boolean matches(String name) {
    return matches(lower(text), lower(name));
  }

  // Whatever follows the last star that was met is tried again one character further on.
  private static boolean matches(String pattern, String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int from = 0;
    while (in < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        from = in;
      } else if (at < pattern.length()
          && (pattern.charAt(at) == '?' || pattern.charAt(at) == name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++from;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(c -> c == '*');
  }

  /** The same in lower case for LIKE, with {@link #ESCAPE}. */
  public String like() {
    StringBuilder like = new StringBuilder();
    for (char c : lower(text).toCharArray()) {
      switch (c) {
        case '*' -> like.append('%');
        case '?' -> like.append('_');
        case '_' -> like.append(ESCAPE).append('_');
        default -> like.append(c);
      }
    }
    return like.toString();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return text;
  }
}
