package io.freshseal.trust.entity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a verified signature says.
 *
 * @param signingTime the signed attribute signing-time
 * @param chain signer first, anchor last
 * @param algorithm for people, for example {@code SHA256withECDSA P-256}
 */
public record SignatureFacts(Instant signingTime, List<CertificateFacts> chain, String algorithm) {

  public SignatureFacts {
    Objects.requireNonNull(signingTime);
    Objects.requireNonNull(algorithm);
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a verified signature has a signer");
    }
  }

  /** The signer's certificate. */
  public CertificateFacts signer() {
    return chain.get(0);
  }

  /** The instant at which the first certificate of the chain runs out. */
  public Instant expires() {
    return chain.stream().map(CertificateFacts::notAfter).min(Instant::compareTo).orElseThrow();
  }
}
