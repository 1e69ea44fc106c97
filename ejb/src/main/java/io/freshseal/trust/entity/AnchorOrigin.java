package io.freshseal.trust.entity;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bundle of trust anchors a PEM file holds: one line above its blocks, {@code # Freshseal
 * trust anchors: source=S number=N threshold=K}, which other tools skip.
 *
 * @param source name of the update source
 * @param number of the bundle, from 1
 * @param threshold how many different keys must sign the next bundle, from 1
 */
public record AnchorOrigin(String source, long number, int threshold) {

  private static final String BEGIN = "# Freshseal trust anchors:";
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^"
              + BEGIN
              + " source=([a-z0-9][a-z0-9.-]{0,63}) number=([1-9][0-9]{0,17})"
              + " threshold=([1-9][0-9]?)[ \\r]*$");

  public AnchorOrigin {
    Objects.requireNonNull(source);
    if (number < 1 || threshold < 1) {
      throw new IllegalArgumentException("number or threshold out of range");
    }
  }

  /** The line, without its end. */
  public String line() {
    return BEGIN + " source=" + source + " number=" + number + " threshold=" + threshold;
  }

  /**
   * Finds the line in a PEM file.
   *
   * @throws IllegalArgumentException if there is such a line, but not a whole one, or two of them
   */
  static Optional<AnchorOrigin> find(String pem) {
    int at = pem.indexOf(BEGIN);
    if (at < 0) {
      return Optional.empty();
    }
    Matcher line = LINE.matcher(pem);
    if (!line.find() || line.start() != at || pem.indexOf(BEGIN, line.end()) >= 0) {
      throw new IllegalArgumentException("the line that says its number is not a whole one");
    }
    return Optional.of(
        new AnchorOrigin(
            line.group(1), Long.parseLong(line.group(2)), Integer.parseInt(line.group(3))));
  }
}
