package io.freshseal.member.entity;

import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one life of the program on a computer, chosen at its start and kept nowhere: of two
 * machines with one computer's key, each comes under a name of its own.
 *
 * @param text 128 random bits in Base64url
 */
public record ProcessId(String text) {

  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  public ProcessId {
    Objects.requireNonNull(text);
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not the id of a process");
    }
  }

  /** A new one. */
  public static ProcessId next(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new ProcessId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Reads foreign text; empty unless it has the form of one. */
  public static Optional<ProcessId> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new ProcessId(text))
        : Optional.empty();
  }
}
