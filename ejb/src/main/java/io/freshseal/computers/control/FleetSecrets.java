package io.freshseal.computers.control;

import io.freshseal.shared.entity.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes the secrets of tokens and computers: a prefix that tells the kind, and 256 random bits. */
public final class FleetSecrets {

  private static final int BYTES = 32;

  private FleetSecrets() {}

  /** A new secret. */
  public static String next(String prefix, SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is kept of it; it has 256 random bits, so a fast digest is enough. */
  public static Sha256 digest(String secret) {
    return Sha256.of(secret.getBytes(StandardCharsets.US_ASCII));
  }
}
