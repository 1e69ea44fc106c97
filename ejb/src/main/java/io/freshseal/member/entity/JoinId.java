package io.freshseal.member.entity;

import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one joining of a computer, chosen by the computer and kept by it until it has joined: a
 * joining that is repeated because its answer was lost is not a second computer. A secret, since
 * whoever has it and the token gets the computer's key.
 *
 * @param text {@code fsj_} and 256 random bits in Base64url
 */
public record JoinId(String text) {

  private static final int BYTES = 32;
  private static final String PREFIX = "fsj_";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

  public JoinId {
    Objects.requireNonNull(text);
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not the id of a joining");
    }
  }

  /** A new one. */
  public static JoinId next(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new JoinId(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Reads foreign text; empty unless it has the form of one. */
  public static Optional<JoinId> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new JoinId(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "JoinId";
  }
}
