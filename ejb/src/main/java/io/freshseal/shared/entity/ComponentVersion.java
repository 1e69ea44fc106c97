package io.freshseal.shared.entity;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A dotted decimal version, compared numerically part by part; a missing part counts as zero.
 * Equality follows the comparison ({@code 19.421.00} equals {@code 19.421.0}), the text is kept as
 * the publisher wrote it.
 */
public final class ComponentVersion implements Comparable<ComponentVersion> {

  /** Most parts a version may have. */
  public static final int MAX_PARTS = 8;

  private static final Pattern FORM =
      Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18}){0," + (MAX_PARTS - 1) + "}");

  private final String text;
  private final long[] parts;

  /**
   * Makes a version of trusted text.
   *
   * @param text one to {@value #MAX_PARTS} parts of one to 18 digits
   * @throws IllegalArgumentException if the text has another form
   */
  public ComponentVersion(String text) {
    Objects.requireNonNull(text);
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a component version");
    }
    this.text = text;
    String[] digits = text.split("\\.");
    int used = digits.length;
    while (used > 1 && Long.parseLong(digits[used - 1]) == 0) {
      used--;
    }
    this.parts = new long[used];
    for (int i = 0; i < used; i++) {
      parts[i] = Long.parseLong(digits[i]);
    }
  }

  /** Reads foreign text; empty unless it has the form of a version. */
  public static Optional<ComponentVersion> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new ComponentVersion(text))
        : Optional.empty();
  }

  /** The text as the publisher wrote it. */
  public String text() {
    return text;
  }

  @Override
  public int compareTo(ComponentVersion other) {
    return Arrays.compare(parts, other.parts);
  }

  /** Tells whether this version comes before the other. */
  public boolean isOlderThan(ComponentVersion other) {
    return compareTo(other) < 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ComponentVersion v && Arrays.equals(parts, v.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }

  @Override
  public String toString() {
    return text;
  }
}
