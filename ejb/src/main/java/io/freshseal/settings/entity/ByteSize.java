package io.freshseal.settings.entity;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written with a unit: {@code 512KiB}, {@code 2GiB}, {@code 100MB}.
 *
 * @param bytes zero or more
 */
public record ByteSize(long bytes) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,12}) ?([KMGT]?i?B)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "B", 1L,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "TB", 1_000_000_000_000L,
          "KIB", 1L << 10,
          "MIB", 1L << 20,
          "GIB", 1L << 30,
          "TIB", 1L << 40);

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("negative size");
    }
  }

  /** Reads foreign text; empty without a unit, or if the size does not fit 63 bits. */
  public static Optional<ByteSize> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Long unit = UNITS.get(matcher.group(2).toUpperCase(Locale.ROOT));
    long number = Long.parseLong(matcher.group(1));
    if (unit == null || number > Long.MAX_VALUE / unit) {
      return Optional.empty();
    }
    return Optional.of(new ByteSize(number * unit));
  }
}
