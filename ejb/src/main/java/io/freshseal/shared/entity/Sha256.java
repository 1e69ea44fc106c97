package io.freshseal.shared.entity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest, which is also the name of the object with these bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) implements Comparable<Sha256> {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Sha256 {
    Objects.requireNonNull(hex);
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 digest in lower-case hexadecimal");
    }
  }

  /** Reads foreign text; empty unless it is exactly 64 lower-case hexadecimal digits. */
  public static Optional<Sha256> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new Sha256(text))
        : Optional.empty();
  }

  /** Digests the bytes. */
  public static Sha256 of(byte[] bytes) {
    return new Sha256(HexFormat.of().formatHex(digester().digest(bytes)));
  }

  /**
   * Wraps the result of a finished digest.
   *
   * @param digest exactly 32 bytes
   */
  public static Sha256 ofDigest(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
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
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(Sha256 other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
