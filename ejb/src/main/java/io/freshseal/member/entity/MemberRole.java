package io.freshseal.member.entity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a computer of the fleet does. Every relay takes components, too. */
public enum MemberRole {
  /** Takes components for itself. */
  AGENT,
  /** Replicates and serves. */
  RELAY,
  /** Publishes; told about, never ordered. */
  SOURCE;

  /** The word on the wire and in settings, {@code relay}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a word; empty for any other text. */
  public static Optional<MemberRole> parse(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }
}
