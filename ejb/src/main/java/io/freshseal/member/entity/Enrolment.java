package io.freshseal.member.entity;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a computer has after it joined.
 *
 * @param id names it, no secret
 * @param key {@code fsk_} and 256 random bits; the manager keeps its digest alone
 * @param anchors PEM file of the trust anchors, whose digest the token named
 */
public record Enrolment(UUID id, String key, String anchors) {

  /** Begins the key of a computer. */
  public static final String KEY_PREFIX = "fsk_";

  private static final Pattern KEY = Pattern.compile(KEY_PREFIX + "[A-Za-z0-9_-]{43}");

  public Enrolment {
    Objects.requireNonNull(id);
    Objects.requireNonNull(anchors);
    if (!isKey(key)) {
      throw new IllegalArgumentException("not the key of a computer");
    }
  }

  /** Whether foreign text has the form of a computer's key. */
  public static boolean isKey(String text) {
    return text != null && KEY.matcher(text).matches();
  }

  @Override
  public String toString() {
    return "Enrolment[" + id + "]";
  }
}
