package io.freshseal.bundle.control;

import io.freshseal.bundle.control.zip.ZipArchive;
import io.freshseal.bundle.control.zip.ZipItem;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleReport.Change;
import io.freshseal.bundle.entity.BundleReport.Contents;
import io.freshseal.bundle.entity.BundleReport.Line;
import io.freshseal.bundle.entity.BundleReport.Missing;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.UsableUntil;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.OfferReview;
import io.freshseal.replication.entity.ReviewedOffer;
import io.freshseal.replication.entity.ReviewedOffer.ReviewedComponent;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.ObjectStore;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/**
 * Looks at a bundle as a store would that took it in, and takes in nothing. Reads every byte of it
 * once; memory does not grow with its contents.
 */
public final class BundleInspection {

  /** The longest manifest that is carried along. */
  static final int MOST_MANIFEST = 32 << 20;

  private final Vault vault;
  private final Executor executor;

  /**
   * Makes an inspection for a store, which may be an empty one.
   *
   * @param executor lends threads; the calling thread works along
   */
  public BundleInspection(Vault vault, Executor executor) {
    this.vault = vault;
    this.executor = executor;
  }

  /**
   * Inspects a file.
   *
   * @param progress is told how many bytes have been read
   * @throws StorageException if the disk of the store refuses
   * @throws IOException if the file cannot be read
   */
  public BundleReport inspect(Path file, TrustBasis trust, Instant clock, LongConsumer progress)
      throws IOException {
    Outcome<ZipArchive> opened = ZipArchive.open(file);
    if (opened instanceof Outcome.Refused<ZipArchive> refused) {
      long bytes = Files.size(file);
      return BundleReport.refused(refused.code(), Evidence.of(refused.sentence()), bytes);
    }
    try (ZipArchive archive = ((Outcome.Done<ZipArchive>) opened).value()) {
      return inspect(archive, trust, clock, progress);
    }
  }

  /** The same of an open archive. */
  BundleReport inspect(ZipArchive archive, TrustBasis trust, Instant clock, LongConsumer progress)
      throws IOException {
    if (archive.whole(ZipItem.MANIFEST, MOST_MANIFEST) instanceof Outcome.Refused<byte[]> no) {
      return BundleReport.refused(no.code(), Evidence.of(no.sentence()), archive.length());
    }
    ArchiveObjects objects = new ArchiveObjects(archive, progress);
    Optional<Verdict.Rejected<Void>> small = objects.damagedSmall();
    if (small.isPresent()) {
      return BundleReport.refused(small.get().reason(), small.get().evidence(), archive.length());
    }
    ReviewedOffer offer =
        new OfferReview(vault, executor).review(new BundleSource(archive), trust, clock);
    if (offer.catalog() instanceof Verdict.Rejected<JudgedCatalog> refused) {
      return BundleReport.refused(refused.reason(), refused.evidence(), archive.length());
    }
    JudgedCatalog judged = offer.catalog().toOptional().orElseThrow();
    Contents contents =
        new Contents(
            judged,
            UsableUntil.of(judged, offer),
            offer.components().stream().map(BundleInspection::line).toList(),
            missing(archive, judged.catalog()));
    Optional<Verdict.Rejected<Void>> flaw = objects.strange(judged.catalog());
    if (flaw.isEmpty()) {
      flaw = objects.damagedLarge();
    }
    flaw = flaw.or(() -> refusal(offer)).or(() -> incomplete(contents));
    return new BundleReport(
        flaw.map(Verdict.Rejected::reason).orElse(StatusCode.OK),
        flaw.map(Verdict.Rejected::evidence),
        archive.length(),
        Optional.of(contents));
  }

  private static Line line(ReviewedComponent reviewed) {
    return new Line(
        reviewed.entry(),
        reviewed.held(),
        change(reviewed),
        reviewed.signature().code(),
        reviewed
            .signature()
            .fold(accepted -> Optional.empty(), no -> Optional.of(no.evidence().sentence())));
  }

  private static Change change(ReviewedComponent reviewed) {
    if (reviewed.held().isEmpty()) {
      return Change.NEW;
    }
    return switch (reviewed.action()) {
      case KEEP -> Change.NONE;
      case SKIP_SIGNATURE, FETCH_SIGNATURE -> Change.SIGNATURE;
      case FETCH_BOTH -> Change.VERSION;
    };
  }

  private static Optional<Verdict.Rejected<Void>> refusal(ReviewedOffer offer) {
    return offer.components().stream()
        .map(ReviewedComponent::signature)
        .filter(verdict -> verdict.code() != StatusCode.OK)
        .filter(verdict -> verdict.code() != StatusCode.SOURCE_INCOMPLETE)
        .findFirst()
        .map(
            verdict ->
                verdict.fold(
                    accepted -> null, no -> new Verdict.Rejected<>(no.reason(), no.evidence())));
  }

  private static Optional<Verdict.Rejected<Void>> incomplete(Contents contents) {
    return contents.missing().stream()
        .findFirst()
        .map(
            first ->
                new Verdict.Rejected<>(
                    StatusCode.BUNDLE_INCOMPLETE,
                    Evidence.of(
                        BundleSentence.OBJECTS_MISSING,
                        contents.missing().size(),
                        first
                            .component()
                            .map(Object::toString)
                            .orElseGet(() -> first.sha256().hex()))));
  }

  private List<Missing> missing(ZipArchive archive, Catalog catalog) {
    List<Missing> missing = new ArrayList<>();
    for (Map.Entry<Sha256, Long> each : ArchiveObjects.beside(catalog).entrySet()) {
      add(missing, archive, new Missing(Optional.empty(), each.getKey(), each.getValue()));
    }
    for (CatalogEntry entry : catalog.components()) {
      Optional<ComponentId> id = Optional.of(entry.id());
      add(missing, archive, new Missing(id, entry.sha256(), entry.size()));
      add(missing, archive, new Missing(id, entry.signature().sha256(), entry.signature().size()));
    }
    return missing;
  }

  private void add(List<Missing> missing, ZipArchive archive, Missing object) {
    ObjectStore held = vault.objects();
    if (archive.find(ZipItem.object(object.sha256())).isEmpty()
        && !held.holds(object.sha256(), object.size())) {
      missing.add(object);
    }
  }
}
