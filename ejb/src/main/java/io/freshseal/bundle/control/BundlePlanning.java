package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.BundleWish;
import io.freshseal.bundle.entity.UsableUntil;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.replication.control.HeldAlone;
import io.freshseal.replication.control.OfferReview;
import io.freshseal.replication.entity.ReviewedOffer;
import io.freshseal.replication.entity.ReviewedOffer.ReviewedComponent;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;

/** Decides what goes into a bundle of what a store serves, and whether one may be made at all. */
public final class BundlePlanning {

  private final BundleStore store;
  private final Vault vault;
  private final Executor executor;

  /**
   * Makes a planning.
   *
   * @param executor lends threads; the calling thread works along
   */
  public BundlePlanning(BundleStore store, Executor executor) {
    this.store = store;
    this.vault = store.vault();
    this.executor = executor;
  }

  /**
   * Plans. Everything wanted is judged as it is now: an expired signature file is told here and not
   * by the isolated machines.
   *
   * @param clock the local clock
   * @return refused {@code NOT_FOUND} where nothing is served or a component is unknown, {@code
   *     BUNDLE_INCOMPLETE} where the store holds older signature files than its catalog names, and
   *     with what its readers would refuse
   * @throws StorageException if the disk refuses
   */
  public Outcome<BundlePlan> plan(BundleWish wish, TrustBasis trust, Instant clock)
      throws StorageException {
    Optional<Snapshot> served = vault.snapshot();
    if (served.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NOTHING_SERVED);
    }
    Catalog catalog = served.get().catalog();
    for (ComponentId id : new TreeSet<>(wish.components())) {
      if (catalog.find(id).isEmpty()) {
        return Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_COMPONENT, id);
      }
    }
    ReviewedOffer offer = new OfferReview(vault, executor).review(new HeldAlone(), trust, clock);
    if (offer.catalog() instanceof Verdict.Rejected<JudgedCatalog> refused) {
      return new Outcome.Refused<>(refused.reason(), refused.evidence().sentence());
    }
    JudgedCatalog judged = offer.catalog().toOptional().orElseThrow();
    List<ReviewedComponent> wanted =
        offer.components().stream().filter(each -> wish.wants(each.entry())).toList();
    // All of the catalog counts: whoever takes a part in judges the whole, and so does this.
    for (ReviewedComponent each : offer.components()) {
      if (each.signature() instanceof Verdict.Rejected<?> refused) {
        return refused(each.entry(), refused);
      }
    }
    if (!judged.catalog().equals(catalog)) {
      return Outcome.refused(StatusCode.BUSY, BundleSentence.SWITCHED_MEANWHILE);
    }
    long missing = missing(wanted, wish.held());
    if (missing > 0) {
      return Outcome.refused(
          StatusCode.BUNDLE_INCOMPLETE, BundleSentence.CONTENTS_NOT_HELD, missing);
    }
    return Outcome.done(
        plan(served.get(), judged, UsableUntil.of(judged, offer), wanted, wish.held()));
  }

  private static Outcome<BundlePlan> refused(CatalogEntry entry, Verdict.Rejected<?> refused) {
    return refused.reason() == StatusCode.SOURCE_INCOMPLETE
        ? Outcome.refused(
            StatusCode.BUNDLE_INCOMPLETE,
            BundleSentence.OLD_SIGNATURE_HELD,
            entry.id(),
            entry.version())
        : new Outcome.Refused<>(refused.reason(), refused.evidence().sentence());
  }

  // A lazy relay fetches contents for those who can ask; a bundle is for those who cannot.
  private long missing(List<ReviewedComponent> wanted, Set<Sha256> held) {
    return wanted.stream()
        .map(ReviewedComponent::entry)
        .filter(entry -> !held.contains(entry.sha256()))
        .filter(entry -> !vault.objects().holds(entry.sha256(), entry.size()))
        .count();
  }

  private BundlePlan plan(
      Snapshot served,
      JudgedCatalog judged,
      UsableUntil usable,
      List<ReviewedComponent> wanted,
      Set<Sha256> held) {
    Map<Sha256, Long> objects = new TreeMap<>(ArchiveObjects.beside(judged.catalog()));
    Set<ComponentId> components = new TreeSet<>();
    for (ReviewedComponent each : wanted) {
      CatalogEntry entry = each.entry();
      components.add(entry.id());
      objects.put(entry.sha256(), entry.size());
      objects.put(entry.signature().sha256(), entry.signature().size());
    }
    objects.keySet().removeAll(held);
    boolean whole = objects.keySet().containsAll(ArchiveObjects.named(judged.catalog()).keySet());
    return new BundlePlan(
        judged.catalog(),
        new ObjectEntry(served.catalogDigest(), served.catalogSize()),
        usable,
        components,
        objects.entrySet().stream().map(e -> new ObjectEntry(e.getKey(), e.getValue())).toList(),
        whole,
        links(judged.catalog()));
  }

  // All that lead to the newest: the machines on the other side may stand at any of them.
  private List<Long> links(Catalog catalog) {
    List<Long> numbers = new ArrayList<>();
    long newest = catalog.anchors().map(anchors -> anchors.number()).orElse(0L);
    for (long number = newest; number > 0 && store.links().apply(number).isPresent(); number--) {
      numbers.add(0, number);
    }
    return numbers;
  }
}
