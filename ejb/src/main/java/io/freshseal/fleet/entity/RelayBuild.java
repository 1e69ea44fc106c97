package io.freshseal.fleet.entity;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The build of a relay: a product line ({@code 20.0.0}) and a build number in it ({@code 1337}).
 * Read in every spelling seen in the field ({@code 20.0.0-1337}, {@code 20.0.0.1337}, {@code
 * 20.0.1337}), written in the first.
 *
 * @param major first part of the line
 * @param minor second part of the line
 * @param patch third part of the line; 0 where the spelling leaves it out
 * @param number the build number within the line
 */
public record RelayBuild(int major, int minor, int patch, int number)
    implements Comparable<RelayBuild> {

  private static final String PART = "([0-9]{1,7})";
  private static final Pattern LONG_FORM =
      Pattern.compile(PART + "\\." + PART + "\\." + PART + "[-.]" + PART);
  private static final Pattern SHORT_FORM = Pattern.compile(PART + "\\." + PART + "[.-]" + PART);
  private static final Comparator<RelayBuild> ORDER =
      Comparator.comparingInt(RelayBuild::major)
          .thenComparingInt(RelayBuild::minor)
          .thenComparingInt(RelayBuild::patch)
          .thenComparingInt(RelayBuild::number);

  /** Reads foreign text in any known spelling. */
  public static Optional<RelayBuild> parse(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String trimmed = text.strip();
    Matcher full = LONG_FORM.matcher(trimmed);
    if (full.matches()) {
      return Optional.of(
          new RelayBuild(part(full, 1), part(full, 2), part(full, 3), part(full, 4)));
    }
    Matcher brief = SHORT_FORM.matcher(trimmed);
    if (brief.matches()) {
      return Optional.of(new RelayBuild(part(brief, 1), part(brief, 2), 0, part(brief, 3)));
    }
    return Optional.empty();
  }

  private static int part(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** The product line, {@code 20.0.0}. */
  public String line() {
    return major + "." + minor + "." + patch;
  }

  /** The canonical spelling, {@code 20.0.0-1337}. */
  public String text() {
    return line() + "-" + number;
  }

  @Override
  public int compareTo(RelayBuild other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
