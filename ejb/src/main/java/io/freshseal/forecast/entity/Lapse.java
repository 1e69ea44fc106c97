package io.freshseal.forecast.entity;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * When something that is handed out will be refused.
 *
 * @param from the first instant at which it is refused; empty if it is renewed in time
 * @param part what ends it
 * @param hindrance why it is not renewed
 * @param hops where that is: 0 the relay itself, 1 whom it takes from, and so on
 */
public record Lapse(Optional<Instant> from, Part part, Hindrance hindrance, int hops) {

  /** The first to happen first, what is renewed last. */
  public static final Comparator<Lapse> ORDER =
      Comparator.comparing(lapse -> lapse.from().orElse(Instant.MAX));

  public Lapse {
    Objects.requireNonNull(from);
    Objects.requireNonNull(part);
    Objects.requireNonNull(hindrance);
  }

  /**
   * Of a certificate. Its last instant is within its validity (RFC 5280 4.1.2.5).
   *
   * @param notAfter its end
   */
  public static Lapse ofCertificate(Instant notAfter, Part part, Hindrance why) {
    return new Lapse(Optional.of(notAfter.plusMillis(1)), part, why, 0);
  }

  /** Of a catalog, which does not hold at its {@code expires} any more. */
  public static Lapse ofCatalog(Instant expires, Hindrance why) {
    return new Lapse(Optional.of(expires), Part.CATALOG, why, 0);
  }

  /** Refused now already, whatever the dates say. */
  public static Lapse already(Instant now, Part part, Hindrance why) {
    return new Lapse(Optional.of(now), part, why, 0);
  }

  /** Renewed in time. */
  public static Lapse never(Part part) {
    return new Lapse(Optional.empty(), part, Hindrance.NONE, 0);
  }

  /** Whether it is refused at a time. */
  public boolean refusesAt(Instant time) {
    return from.filter(first -> !first.isAfter(time)).isPresent();
  }

  /** Whether it happens earlier than another. */
  public boolean isBefore(Lapse other) {
    return ORDER.compare(this, other) < 0;
  }

  /** The same, seen by whoever takes from there. */
  public Lapse oneHopOn() {
    return new Lapse(from, part, hindrance, hops + 1);
  }

  /** The same end for another reason, which lies here. */
  public Lapse because(Hindrance why) {
    return new Lapse(from, part, why, 0);
  }

  /** The same end, for the reason of another one. */
  public Lapse blaming(Lapse other) {
    return new Lapse(from, part, other.hindrance, other.hops);
  }
}
