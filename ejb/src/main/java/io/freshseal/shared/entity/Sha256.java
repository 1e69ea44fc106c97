package io.freshseal.shared.entity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A SHA-256 digest, which is also the name of the object with these bytes. Kept as numbers: a
 * catalog of 100,000 components names 200,000 of them, and text takes three times the memory.
 */
public final class Sha256 implements Comparable<Sha256> {

  private static final int BYTES = 32;
  private static final int DIGITS = 2 * BYTES;
  private static final HexFormat HEX = HexFormat.of();

  private final long first;
  private final long second;
  private final long third;
  private final long fourth;

  /**
   * Takes a digest from text.
   *
   * @param hex 64 lower-case hexadecimal digits
   * @throws IllegalArgumentException if it is anything else
   */
  public Sha256(String hex) {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not a SHA-256 digest in lower-case hexadecimal");
    }
    first = HexFormat.fromHexDigitsToLong(hex, 0, 16);
    second = HexFormat.fromHexDigitsToLong(hex, 16, 32);
    third = HexFormat.fromHexDigitsToLong(hex, 32, 48);
    fourth = HexFormat.fromHexDigitsToLong(hex, 48, DIGITS);
  }

  private Sha256(ByteBuffer digest) {
    first = digest.getLong();
    second = digest.getLong();
    third = digest.getLong();
    fourth = digest.getLong();
  }

  private static boolean isHex(String text) {
    if (text.length() != DIGITS) {
      return false;
    }
    for (int at = 0; at < DIGITS; at++) {
      char digit = text.charAt(at);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Reads foreign text; empty unless it is exactly 64 lower-case hexadecimal digits. */
  public static Optional<Sha256> parse(String text) {
    return text != null && isHex(text) ? Optional.of(new Sha256(text)) : Optional.empty();
  }

  /** Digests the bytes. */
  public static Sha256 of(byte[] bytes) {
    return ofDigest(digester().digest(bytes));
  }

  /**
   * Takes the result of a finished digest.
   *
   * @param digest exactly 32 bytes
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static Sha256 ofDigest(byte[] digest) {
    if (digest.length != BYTES) {
      throw new IllegalArgumentException("a SHA-256 digest has 32 bytes");
    }
    return new Sha256(ByteBuffer.wrap(digest));
  }

  /** A fresh SHA-256 digester; every Java platform has one. */
  public static MessageDigest digester() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /** The 32 bytes of the digest; a new array each time. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }

  /** 64 lower-case hexadecimal digits; a new text each time. */
  public String hex() {
    return HEX.formatHex(bytes());
  }

  /** In the order of the texts. */
  @Override
  public int compareTo(Sha256 other) {
    int order = Long.compareUnsigned(first, other.first);
    order = order != 0 ? order : Long.compareUnsigned(second, other.second);
    order = order != 0 ? order : Long.compareUnsigned(third, other.third);
    return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 digest
        && first == digest.first
        && second == digest.second
        && third == digest.third
        && fourth == digest.fourth;
  }

  /** Any part of a digest is as good as all of it. */
  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }

  @Override
  public String toString() {
    return hex();
  }
}
