package io.freshseal.member.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * The catalog that a computer follows, as it judged it.
 *
 * @param anchors number of the bundle of trust anchors it judges by; 0 for a bundle without one
 */
public record Followed(String source, long epoch, long sequence, Instant expires, long anchors) {

  public Followed {
    Objects.requireNonNull(source);
    Objects.requireNonNull(expires);
  }
}
