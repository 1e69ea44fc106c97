package io.freshseal.bundle.control.zip;

import io.freshseal.shared.entity.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry of an archive, as its headers tell of it.
 *
 * @param size in bytes, as stored: nothing is compressed
 * @param crc CRC-32 of the bytes
 */
public record ZipItem(String name, long size, int crc) {

  /** The signed catalog. */
  public static final String CATALOG = "catalog.p7m";

  /** What is told to people and programs about the rest; derived from it, never believed. */
  public static final String MANIFEST = "manifest.json";

  private static final String ANCHORS = "anchors/";
  private static final String OBJECTS = "objects/";
  private static final int DIGITS = 10;

  /** The longest name. */
  static final int MOST_NAME = OBJECTS.length() + 64;

  public ZipItem {
    Objects.requireNonNull(name);
    if (size < 0) {
      throw new IllegalArgumentException("negative size");
    }
  }

  /** The name of an object's entry. */
  public static String object(Sha256 digest) {
    return OBJECTS + digest.hex();
  }

  /** The name of the entry of a link of the chain of trust anchors. */
  public static String anchors(long number) {
    return ANCHORS + String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
  }

  /** The object whose entry this is; empty for every other entry. */
  public Optional<Sha256> digest() {
    return isObject(name) ? Sha256.parse(name.substring(OBJECTS.length())) : Optional.empty();
  }

  /**
   * Whether an entry may have this name at this place: first the catalog, then the manifest, then
   * links of the chain of trust anchors by number, then objects by digest.
   *
   * @param before the name of the entry before; empty for the first
   */
  static boolean follows(String before, String name) {
    return switch (before) {
      case "" -> name.equals(CATALOG);
      case CATALOG -> name.equals(MANIFEST);
      case MANIFEST -> isPart(name);
      default -> isPart(name) && before.compareTo(name) < 0;
    };
  }

  /** Whether an archive may end behind this entry. */
  static boolean isLast(String name) {
    return name.equals(MANIFEST) || isPart(name);
  }

  static boolean isKnown(String name) {
    return name.equals(CATALOG) || name.equals(MANIFEST) || isPart(name);
  }

  private static boolean isPart(String name) {
    return isObject(name) || isLink(name);
  }

  private static boolean isLink(String name) {
    return name.length() == ANCHORS.length() + DIGITS
        && name.startsWith(ANCHORS)
        && name.chars().skip(ANCHORS.length()).allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isObject(String name) {
    return name.length() == MOST_NAME
        && name.startsWith(OBJECTS)
        && name.chars().skip(OBJECTS.length()).allMatch(ZipItem::isHex);
  }

  private static boolean isHex(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }

  byte[] nameBytes() {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
