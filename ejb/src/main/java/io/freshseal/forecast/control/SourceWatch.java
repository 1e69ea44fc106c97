package io.freshseal.forecast.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.forecast.entity.SourceOffer;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.CatalogFreshness;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.SourceRule;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at what a source offers, with the judges of every relay: an answer counts when its
 * signature holds and it takes nothing back. Of signature files a few are read in each look, until
 * the certificates of all are known; contents are never asked for. Holds no state.
 */
public final class SourceWatch {

  /** Most signature files that one look reads. */
  public static final int FILES_PER_LOOK = 100;

  private static final int MOST_CHAINS = CatalogJson.MAX_COMPONENTS + 5_000;

  private final CatalogJudge catalogs = new CatalogJudge();
  private final SignatureJudge signatures = new SignatureJudge();

  /**
   * Looks once.
   *
   * @param last what was seen before, of the same source
   * @param trust what to judge by
   */
  public SourceSight look(OfferReader source, SourceSight last, TrustBasis trust, Instant now) {
    JudgeContext context = new JudgeContext(trust, Revocations.none(), now).beforeLists();
    // Without its signer, after a restart, or past its end the catalog is judged anew.
    Optional<String> etag =
        last.offer()
            .filter(offer -> !offer.signers().isEmpty() && now.isBefore(offer.ends()))
            .map(offer -> '"' + offer.envelope().hex() + '"');
    CatalogAnswer answer = source.catalog(etag);
    if (answer instanceof CatalogAnswer.Failed failed) {
      return last.refused(failed.code(), failed.sentence(), now);
    }
    SourceSight found =
        answer instanceof CatalogAnswer.Fetched fetched
            ? judged(fetched.bytes(), last, context)
            : last.offer().map(offer -> last.seen(offer, now)).orElse(last);
    return fresh(withChains(source, found, context), now);
  }

  private SourceSight judged(byte[] envelope, SourceSight last, JudgeContext context) {
    Instant now = context.now();
    return catalogs
        .verify(envelope, context)
        .fold(
            verified ->
                objection(verified.value(), last, context)
                    .map(no -> last.refused(no.reason(), no.evidence().sentence(), now))
                    .orElseGet(() -> last.seen(offer(verified.value(), last), now)),
            no -> last.refused(no.reason(), no.evidence().sentence(), now));
  }

  // An expired catalog is what the source offers all the same; see fresh.
  private Optional<Rejected<JudgedCatalog>> objection(
      JudgedCatalog judged, SourceSight last, JudgeContext context) {
    Optional<String> followed = last.offer().map(offer -> offer.catalog().source());
    Optional<CatalogMemory> memory = last.offer().map(SourceWatch::memory);
    Instant within = earlier(judged.catalog().expires().minusMillis(1), context.now());
    return SourceRule.refuses(judged, context.basis().source(), followed)
        .or(() -> catalogs.fresh(judged, memory, within));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static CatalogMemory memory(SourceOffer offer) {
    Catalog catalog = offer.catalog();
    return CatalogMemory.after(Optional.empty(), catalog, offer.payload(), catalog.issued());
  }

  private static SourceOffer offer(JudgedCatalog judged, SourceSight last) {
    return new SourceOffer(
        judged.catalog(),
        judged.digest(),
        judged.payloadDigest(),
        judged.facts().chain(),
        last.offer().map(SourceOffer::chains).orElse(Map.of()));
  }

  private static SourceSight fresh(SourceSight found, Instant now) {
    if (!found.isCurrent()) {
      return found;
    }
    return CatalogFreshness.refuses(found.offer().orElseThrow().catalog(), now)
        .map(no -> found.refused(no.reason(), no.evidence().sentence(), now))
        .orElse(found);
  }

  private SourceSight withChains(OfferReader source, SourceSight found, JudgeContext context) {
    if (!found.isCurrent()) {
      return found;
    }
    SourceOffer offer = found.offer().orElseThrow();
    // Files of earlier catalogs lie on relays that do not renew them; their chains stay for a
    // while.
    Map<Sha256, List<CertificateFacts>> chains = new HashMap<>();
    if (offer.chains().size() <= MOST_CHAINS) {
      chains.putAll(offer.chains());
    }
    int room = FILES_PER_LOOK;
    for (CatalogEntry entry : offer.catalog().components()) {
      Sha256 digest = entry.signature().sha256();
      if (!chains.containsKey(digest) && room-- > 0) {
        chain(source, entry, context).ifPresent(chain -> chains.put(digest, chain));
      }
    }
    return found.seen(offer.withChains(chains), context.now());
  }

  private Optional<List<CertificateFacts>> chain(
      OfferReader source, CatalogEntry entry, JudgeContext context) {
    return source
        .signature(entry.signature().sha256(), entry.signature().size())
        .filter(file -> Sha256.of(file).equals(entry.signature().sha256()))
        .map(file -> signatures.judge(file, expected(entry), context))
        .map(SourceWatch::chain);
  }

  private static ExpectedSignature expected(CatalogEntry entry) {
    return new ExpectedSignature(entry.id(), entry.version(), entry.sha256());
  }

  private static List<CertificateFacts> chain(Verdict<SignatureFacts> verdict) {
    return verdict.fold(
        accepted -> accepted.value().chain(),
        refused -> refused.evidence().offender().stream().toList());
  }
}
