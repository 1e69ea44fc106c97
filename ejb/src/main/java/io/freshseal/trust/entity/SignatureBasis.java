package io.freshseal.trust.entity;

import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * On what a verified signature was accepted.
 *
 * @param dates {@code TIMESTAMPED} if a certificate has expired and a trusted timestamp stood for
 *     the present time, else {@code STRICT}
 * @param timestamp the time of the token in the file, trusted or not; empty if there is none
 * @param postQuantum what the post-quantum signature contributed
 * @param postQuantumSigner its certificate; empty if there is no such signature
 */
public record SignatureBasis(
    TimestampRule dates,
    Optional<Instant> timestamp,
    PostQuantum postQuantum,
    Optional<CertificateFacts> postQuantumSigner) {

  /** The classical signature alone, all certificates within their dates. */
  public static final SignatureBasis CLASSICAL =
      new SignatureBasis(
          TimestampRule.STRICT, Optional.empty(), PostQuantum.ABSENT, Optional.empty());

  /** What became of the post-quantum signature. */
  public enum PostQuantum {
    /** The file has none, and none was asked for. */
    ABSENT,
    /**
     * It verifies over the same content, but its chain was not asked for or is not trusted here.
     */
    PRESENT,
    /** It holds in full, as does the classical one. */
    HELD,
    /** It holds in full, and the classical one does not. */
    ALONE
  }

  public SignatureBasis {
    Objects.requireNonNull(dates);
    Objects.requireNonNull(timestamp);
    Objects.requireNonNull(postQuantum);
    Objects.requireNonNull(postQuantumSigner);
  }

  /** The same, knowing what became of the post-quantum signature. */
  public SignatureBasis with(PostQuantum state, CertificateFacts signer) {
    return new SignatureBasis(dates, timestamp, state, Optional.of(signer));
  }

  /** The same, of a file with this timestamp. */
  public SignatureBasis at(Optional<Instant> time) {
    return new SignatureBasis(dates, time, postQuantum, postQuantumSigner);
  }

  /** The same, accepted because of its timestamp. */
  public SignatureBasis timestamped() {
    return new SignatureBasis(TimestampRule.TIMESTAMPED, timestamp, postQuantum, postQuantumSigner);
  }
}
