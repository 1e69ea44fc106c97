package io.freshseal.member.entity;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people call a computer, mostly its host name. Names need not be unique: machines are cloned.
 *
 * @param text 1 to 100 letters, digits, dots, dashes and underscores of any script
 */
public record ComputerName(String text) {

  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");

  public ComputerName {
    Objects.requireNonNull(text);
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a computer's name");
    }
  }

  /** Reads foreign text; empty unless it has the form of a name. */
  public static Optional<ComputerName> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new ComputerName(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
