package io.freshseal.api.waiting;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is read of Prefer (RFC 7240): how long the sender would wait. */
final class PreferHeader {

  static final String NAME = "Prefer";
  static final String APPLIED = "Preference-Applied";

  private static final int MAX_CHARACTERS = 1024;
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)[ \\t]*wait[ \\t]*=[ \\t]*\"?([0-9]{1,9})\"?[ \\t]*(?=,|;|$)",
          Pattern.CASE_INSENSITIVE);

  private PreferHeader() {}

  /**
   * The seconds of the preference {@code wait}; empty if there is none that can be read. Of several
   * the first counts (section 2).
   */
  static OptionalInt wait(List<String> lines) {
    for (String line : lines) {
      if (line.length() <= MAX_CHARACTERS) {
        Matcher matcher = WAIT.matcher(line);
        if (matcher.find()) {
          return OptionalInt.of(Integer.parseInt(matcher.group(1)));
        }
      }
    }
    return OptionalInt.empty();
  }
}
