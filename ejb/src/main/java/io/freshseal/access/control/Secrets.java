package io.freshseal.access.control;

import io.freshseal.shared.entity.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Makes passwords and tokens from a secure random source. */
public final class Secrets {

  private static final String TOKEN_PREFIX = "fs_";
  private static final int TOKEN_BYTES = 32;
  private static final Pattern TOKEN = Pattern.compile("fs_[A-Za-z0-9_-]{43}");

  // Without letters and digits that look alike; 32 of them, five bits each.
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 5;
  private static final int GROUP_LENGTH = 4;

  private Secrets() {}

  /** A token of 256 random bits. */
  public static String token(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return TOKEN_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether foreign text has the form of a token. */
  public static boolean isToken(String text) {
    return text != null && TOKEN.matcher(text).matches();
  }

  /** What is kept of a token. */
  public static Sha256 digest(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
  }

  /** A password of 100 random bits that can be read aloud: five groups of four. */
  public static String password(SecureRandom random) {
    StringBuilder password = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      password.append(group == 0 ? "" : "-");
      for (int i = 0; i < GROUP_LENGTH; i++) {
        password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    return password.toString();
  }
}
