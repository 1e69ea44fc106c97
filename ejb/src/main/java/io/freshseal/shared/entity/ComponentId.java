package io.freshseal.shared.entity;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a component, the same in URLs, catalogs and signatures.
 *
 * @param text {@code [a-z0-9][a-z0-9.-]{0,63}}, without two dots in a row
 */
public record ComponentId(String text) implements Comparable<ComponentId> {

  // Two dots in a row are refused beyond the design's form, so that no id can ever read as a path.
  private static final Pattern FORM = Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{0,63}");

  public ComponentId {
    Objects.requireNonNull(text);
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a component id");
    }
  }

  /** Reads foreign text; empty unless it has the form of an id. */
  public static Optional<ComponentId> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new ComponentId(text))
        : Optional.empty();
  }

  @Override
  public int compareTo(ComponentId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
