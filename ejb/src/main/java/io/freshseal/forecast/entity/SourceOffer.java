package io.freshseal.forecast.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a source offers: a catalog whose signature was judged, and the certificates behind it.
 *
 * @param envelope digest of the signed catalog, which is its entity tag
 * @param payload digest of its JSON
 * @param signers the chain of the catalog's own signature, signer first; empty after a restart
 * @param chains by the digest of a signature file its chain, signer first, as far as the file was
 *     looked at; of one that is refused the certificate that is to blame
 */
public record SourceOffer(
    Catalog catalog,
    Sha256 envelope,
    Sha256 payload,
    List<CertificateFacts> signers,
    Map<Sha256, List<CertificateFacts>> chains) {

  // A source renews a file when a third of its time is left (docs/adr/0010) or less by its own
  // setting; with a sixth left, something keeps it from it.
  private static final int OVERDUE_SHARE = 6;

  public SourceOffer {
    Objects.requireNonNull(catalog);
    Objects.requireNonNull(envelope);
    Objects.requireNonNull(payload);
    signers = List.copyOf(signers);
    chains = Map.copyOf(chains);
  }

  /** The chain of a signature file, signer first; empty if it is not known. */
  public List<CertificateFacts> chain(Sha256 signature) {
    return chains.getOrDefault(signature, List.of());
  }

  /** When the catalog ends: by its own date, or because its signer's chain does. */
  public Instant ends() {
    return Stream.concat(
            Stream.of(catalog.expires()), signers.stream().map(CertificateFacts::notAfter))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /**
   * Whether something should have been renewed already: less than a sixth of its time is left. A
   * source that works never lets it come to that, unless its operator wants so.
   *
   * @param latest with less than this left something is overdue, however long it was valid; the
   *     half of what the source itself renews by, where that is known
   */
  public boolean isOverdue(Instant now, Duration latest) {
    return isOverdue(catalog.issued(), catalog.expires(), now, latest)
        || catalog.components().stream()
            .map(CatalogEntry::signature)
            .anyMatch(file -> isOverdue(file.signedAt(), file.expires(), now, latest));
  }

  private static boolean isOverdue(Instant from, Instant to, Instant now, Duration latest) {
    Duration share = Duration.between(from, to).dividedBy(OVERDUE_SHARE);
    Duration least = share.compareTo(latest) < 0 ? share : latest;
    return !now.isBefore(to.minus(least));
  }

  /** The same, knowing more chains. */
  public SourceOffer withChains(Map<Sha256, List<CertificateFacts>> known) {
    return new SourceOffer(catalog, envelope, payload, signers, known);
  }
}
