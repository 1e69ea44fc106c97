package io.freshseal.shared.control;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of a table (RFC 4180): every field is in quotes, lines end with CR LF. A text that a
 * spreadsheet would take for a formula begins with an apostrophe.
 */
public final class Csv {

  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private Csv() {}

  /** A line of fields that are as they are to be read. */
  public static String line(List<String> fields) {
    return fields.stream()
        .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  /** A field of a text from elsewhere, which no spreadsheet calculates with. */
  public static String safe(String text) {
    return FORMULA.matcher(text).matches() ? "'" + text : text;
  }
}
