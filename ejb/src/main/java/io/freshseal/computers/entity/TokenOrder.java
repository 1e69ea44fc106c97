package io.freshseal.computers.entity;

import io.freshseal.shared.entity.Sentence;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The enrolment token that an operator wants.
 *
 * @param name 1 to 100 letters, digits, blanks, dots, dashes and underscores of any script
 * @param group id of the relay group that its computers come into; empty to let the rules decide
 * @param mostUses how many computers may join with it, 1 to 100,000
 * @param relays whether its computers may serve others as relays
 * @param validity for how long, a minute to a year
 */
public record TokenOrder(
    String name, Optional<String> group, int mostUses, boolean relays, Duration validity) {

  private static final int MOST_USES = 100_000;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

  public TokenOrder {
    Objects.requireNonNull(name);
    Objects.requireNonNull(group);
    Objects.requireNonNull(validity);
  }

  /** Why there can be no such token, whatever groups there are; empty if there can. */
  public Optional<Sentence> refused() {
    if (!NAME.matcher(name).matches()) {
      return Optional.of(Sentence.of(EnrolmentSentence.NAME));
    }
    if (mostUses < 1 || mostUses > MOST_USES) {
      return Optional.of(Sentence.of(EnrolmentSentence.USES, MOST_USES));
    }
    boolean fits = validity.compareTo(SHORTEST) >= 0 && validity.compareTo(LONGEST) <= 0;
    return fits
        ? Optional.empty()
        : Optional.of(Sentence.of(EnrolmentSentence.VALIDITY, SHORTEST, LONGEST));
  }
}
