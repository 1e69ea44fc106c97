package io.freshseal.agent.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the relay that a command talked to.
 *
 * @param address its base address
 * @param build the build it named, foreign text
 * @param refreshesSignatures whether that build fetches renewed signature files of unchanged
 *     components; true if it is not known
 * @param date what time it was there, foreign and unproven
 */
public record RelayFacts(
    String address, Optional<String> build, boolean refreshesSignatures, Optional<Instant> date) {

  public RelayFacts {
    Objects.requireNonNull(address);
    Objects.requireNonNull(build);
    Objects.requireNonNull(date);
  }
}
