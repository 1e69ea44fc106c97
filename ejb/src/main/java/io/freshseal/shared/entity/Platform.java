package io.freshseal.shared.entity;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The platform a component is for; {@link #ANY} if it is for all.
 *
 * @param text {@code [a-z0-9][a-z0-9._-]{0,31}}
 */
public record Platform(String text) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");

  /** For every platform. */
  public static final Platform ANY = new Platform("any");

  public Platform {
    Objects.requireNonNull(text);
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a platform");
    }
  }

  /** Reads foreign text; empty unless it has the form of a platform. */
  public static Optional<Platform> parse(String text) {
    if (ANY.text.equals(text)) {
      return Optional.of(ANY);
    }
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new Platform(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
