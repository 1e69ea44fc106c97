package io.freshseal.bundle.control.zip;

import io.freshseal.shared.entity.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

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

  private static final String OBJECTS = "objects/";

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

  /**
   * Whether an entry may have this name at this place: first the catalog, then the manifest, then
   * objects by rising digest.
   *
   * @param before the name of the entry before; empty for the first
   */
  static boolean follows(String before, String name) {
    return switch (before) {
      case "" -> name.equals(CATALOG);
      case CATALOG -> name.equals(MANIFEST);
      case MANIFEST -> isObject(name);
      default -> isObject(name) && before.compareTo(name) < 0;
    };
  }

  /** Whether an archive may end behind this entry. */
  static boolean isLast(String name) {
    return name.equals(MANIFEST) || isObject(name);
  }

  static boolean isKnown(String name) {
    return name.equals(CATALOG) || name.equals(MANIFEST) || isObject(name);
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
