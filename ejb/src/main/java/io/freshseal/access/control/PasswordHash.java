package io.freshseal.access.control;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Derives and compares passwords: PBKDF2 with HMAC-SHA-256 (RFC 8018), 600,000 iterations, a salt
 * of 128 bits. Written as {@code pbkdf2-sha256$iterations$salt$hash}, so that the cost can rise
 * later.
 */
public final class PasswordHash {

  private static final String SCHEME = "pbkdf2-sha256";
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final int ITERATIONS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final int PARTS = 4;

  /** Takes as long as a real one and matches nothing, so that names cannot be told by time. */
  public static final String OF_NOBODY =
      SCHEME + "$" + ITERATIONS + "$AAAAAAAAAAAAAAAAAAAAAA==$" + "A".repeat(43) + "=";

  private PasswordHash() {}

  /** Derives a password with a fresh salt. */
  public static String of(char[] password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = derive(password, salt, ITERATIONS);
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        "$",
        SCHEME,
        String.valueOf(ITERATIONS),
        base64.encodeToString(salt),
        base64.encodeToString(hash));
  }

  /** Whether the password is the one behind the hash; compared in constant time. */
  public static boolean matches(char[] password, String hash) {
    String[] parts = hash.split("\\$");
    if (parts.length != PARTS || !SCHEME.equals(parts[0])) {
      return false;
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] derived = derive(password, base64.decode(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(derived, base64.decode(parts[PARTS - 1]));
  }

  private static byte[] derive(char[] password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
    } finally {
      spec.clearPassword();
    }
  }
}
