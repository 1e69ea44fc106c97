package io.freshseal.trust.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How strictly a machine judges where more than one answer is defensible. None of it turns a step
 * off: what is present is judged, whatever the policy.
 *
 * @param revocation what a chain needs beside its signatures
 * @param timestamps whether a trusted timestamp may stand for the present time
 * @param postQuantum which of the two signatures of a file decide
 */
public record TrustPolicy(
    RevocationRule revocation, TimestampRule timestamps, PostQuantumRule postQuantum) {

  /** What holds where nobody says otherwise. */
  public static final TrustPolicy DEFAULT =
      new TrustPolicy(RevocationRule.REQUIRED, TimestampRule.STRICT, PostQuantumRule.CLASSICAL);

  public TrustPolicy {
    Objects.requireNonNull(revocation);
    Objects.requireNonNull(timestamps);
    Objects.requireNonNull(postQuantum);
  }

  /** How people spell a rule: {@code stale-tolerated}. */
  public static String word(Enum<?> rule) {
    return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Every rule of a kind, as people spell them. */
  public static <E extends Enum<E>> List<String> words(Class<E> kind) {
    return Arrays.stream(kind.getEnumConstants()).map(TrustPolicy::word).toList();
  }

  /** Finds a rule by how people spell it; empty if there is none of that name. */
  public static <E extends Enum<E>> Optional<E> parse(Class<E> kind, String word) {
    return Arrays.stream(kind.getEnumConstants()).filter(r -> word(r).equals(word)).findFirst();
  }

  /** What is asked of the revocation lists (RFC 5280 5) for the certificates of a chain. */
  public enum RevocationRule {
    /** A current list of each issuer is at hand. */
    REQUIRED,
    /** A list of each issuer is at hand; it may be past its nextUpdate. */
    STALE_TOLERATED,
    /**
     * Lists at hand are heeded, old ones too; an issuer without one is not held against a chain.
     */
    MISSING_TOLERATED
  }

  /** What an expired certificate means for a signature that was made before. */
  public enum TimestampRule {
    /** It is refused. */
    STRICT,
    /** It is accepted if a trusted timestamp (RFC 3161) lies within the validity. */
    TIMESTAMPED
  }

  /** Which signatures must hold where a file has a post-quantum one beside the classical one. */
  public enum PostQuantumRule {
    /** The classical one. */
    CLASSICAL,
    /** At least one of them. */
    EITHER,
    /** Both; a file without a post-quantum signature is refused. */
    BOTH
  }
}
