package io.freshseal.forecast.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the manager knows of the primary source. What is not known is said so: an offer that could
 * not be confirmed stays, with the time when it last was.
 *
 * @param address base URL, or the words for the own source; empty where no source is named
 * @param offer the newest catalog that was judged; empty if there never was one
 * @param seen when the source last answered with a catalog that holds, or with "unchanged"
 * @param asked when it was last asked; empty before the first time
 * @param code {@code OK} if the last answer holds, else why it does not
 * @param why the sentence to the code
 * @param latest the half of the time by which the source renews, where it is this process
 * @param past since when it offers what it does
 */
public record SourceSight(
    Optional<String> address,
    Optional<SourceOffer> offer,
    Optional<Instant> seen,
    Optional<Instant> asked,
    StatusCode code,
    Optional<Sentence> why,
    Duration latest,
    SourcePast past) {

  /** As long as nothing else is known of how a source renews. */
  public static final Duration ANY = Duration.ofDays(36_500);

  /** Nobody was asked yet. */
  public static final SourceSight NONE =
      new SourceSight(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          StatusCode.NOT_FOUND,
          Optional.of(Sentence.of(ForecastSentence.NOT_ASKED)),
          ANY,
          SourcePast.NONE);

  public SourceSight {
    Objects.requireNonNull(address);
    Objects.requireNonNull(offer);
    Objects.requireNonNull(seen);
    Objects.requireNonNull(asked);
    Objects.requireNonNull(code);
    Objects.requireNonNull(why);
    Objects.requireNonNull(latest);
    Objects.requireNonNull(past);
  }

  /** Whether the offer is what the source offers now, as far as the last answer tells. */
  public boolean isCurrent() {
    return offer.isPresent() && (code == StatusCode.OK || code == StatusCode.CATALOG_EXPIRED);
  }

  /** Since when nothing is known any more; empty while it is current, or if it never was. */
  public Optional<Instant> unknownSince() {
    return isCurrent() ? Optional.empty() : seen;
  }

  /** Whether the source is reached and renews what it signs in time. */
  public boolean renews(Instant now) {
    return code == StatusCode.OK && offer.filter(o -> !o.isOverdue(now, latest)).isPresent();
  }

  /** An answer that holds. */
  public SourceSight seen(SourceOffer found, Instant now) {
    return new SourceSight(
        address,
        Optional.of(found),
        Optional.of(now),
        Optional.of(now),
        StatusCode.OK,
        Optional.empty(),
        latest,
        past.with(found.catalog(), seen, now));
  }

  /** An answer that does not hold; what was known stays. */
  public SourceSight refused(StatusCode reason, Sentence sentence, Instant now) {
    return new SourceSight(
        address, offer, seen, Optional.of(now), reason, Optional.of(sentence), latest, past);
  }

  /** The same with what was known before a restart; it is not confirmed by that. */
  public SourceSight remembering(SourceOffer before, Instant then) {
    return new SourceSight(
        address,
        Optional.of(before),
        Optional.of(then),
        asked,
        code,
        why,
        latest,
        past.with(before.catalog(), seen, then));
  }

  /** The same, knowing since when the source offered what before a restart. */
  public SourceSight remembering(SourcePast before) {
    return new SourceSight(address, offer, seen, asked, code, why, latest, before);
  }

  /**
   * The same, with that very object as the catalog on offer, if it is that.
   *
   * @param payload digest of the JSON that the catalog was read from
   */
  public SourceSight sharing(Sha256 payload, Catalog catalog) {
    return offer
        .filter(o -> o.payload().equals(payload) && o.catalog() != catalog)
        .map(o -> new SourceOffer(catalog, o.envelope(), o.payload(), o.signers(), o.chains()))
        .map(
            same ->
                new SourceSight(address, Optional.of(same), seen, asked, code, why, latest, past))
        .orElse(this);
  }

  /** The same, knowing by when the source renews. */
  public SourceSight renewingBy(Duration half) {
    return new SourceSight(address, offer, seen, asked, code, why, half, past);
  }

  /** Nothing seen yet of the source at this address. */
  public static SourceSight of(String address, Duration latest) {
    return new SourceSight(
        Optional.of(address),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        NONE.code(),
        NONE.why(),
        latest,
        SourcePast.NONE);
  }
}
