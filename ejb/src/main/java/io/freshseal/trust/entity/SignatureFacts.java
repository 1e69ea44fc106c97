package io.freshseal.trust.entity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a verified signature says.
 *
 * @param signingTime the signed attribute signing-time
 * @param chain signer first, anchor last
 * @param algorithm for people, for example {@code SHA256withECDSA P-256}
 * @param basis on what it was accepted
 */
public record SignatureFacts(
    Instant signingTime, List<CertificateFacts> chain, String algorithm, SignatureBasis basis) {

  public SignatureFacts {
    Objects.requireNonNull(signingTime);
    Objects.requireNonNull(algorithm);
    Objects.requireNonNull(basis);
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a verified signature has a signer");
    }
  }

  /** The signer's certificate. */
  public CertificateFacts signer() {
    return chain.get(0);
  }

  /**
   * The instant at which the first certificate runs out: of the chain, and of the post-quantum
   * signer, whichever signature decided.
   */
  public Instant expires() {
    return Stream.concat(chain.stream(), basis.postQuantumSigner().stream())
        .map(CertificateFacts::notAfter)
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /**
   * The algorithms, for people of any language: {@code SHA256withECDSA P-256 + ML-DSA-65}. A second
   * signature that was not asked for, or is not trusted here, stands in parentheses. At most 100
   * characters.
   */
  public String described() {
    return switch (basis.postQuantum()) {
      case ABSENT, ALONE -> algorithm;
      case PRESENT -> algorithm + " (+ ML-DSA-65)";
      case HELD -> algorithm + " + ML-DSA-65";
    };
  }

  /** The same signature, accepted on another basis. */
  public SignatureFacts on(SignatureBasis other) {
    return new SignatureFacts(signingTime, chain, algorithm, other);
  }
}
