package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishingSentence;
import io.freshseal.publishing.entity.RevocationOrder;
import io.freshseal.publishing.entity.SignerInUse;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.RevokedCertificate;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.vault.entity.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Revoking certificates of a source, and which ones it signs with. Safe for threads. */
public final class SourceRevocations {

  private final Source source;
  private final RevocationDesk desk;
  private final Renewal renewal;

  SourceRevocations(Source source, RevocationDesk desk, Renewal renewal) {
    this.source = source;
    this.desk = desk;
    this.renewal = renewal;
  }

  /** Everything revoked so far, the oldest first. */
  public List<RevokedCertificate> revoked() {
    synchronized (source) {
      return desk.revoked();
    }
  }

  /**
   * Revokes a certificate for good, signs anew what was signed with it, and publishes both in one
   * catalog. Refuses {@code CONFLICT} for one that is revoked already, and where the authority
   * issues its lists elsewhere. A failure after the revocation is kept is made good by {@link
   * Source#due}.
   */
  public PublishOutcome revoke(RevocationOrder order, Instant clock) {
    return source.work(clock, (settings, now) -> revoke(order, settings, now));
  }

  private Optional<Catalog> revoke(RevocationOrder order, SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    RevokedCertificate wanted =
        new RevokedCertificate(
            desk.issuer(order.authority()), order.serialNumber(), now, order.reason());
    Optional<PublishOutcome.Refused> refusal = desk.refuses(wanted, settings);
    if (refusal.isPresent()) {
      throw new SigningRefusedException(refusal.get());
    }
    try {
      desk.revoke(wanted);
    } catch (IOException e) {
      throw new StorageException(
          StatusCode.STORAGE_FAULT, PublishingSentence.REVOCATION_NOT_KEPT, e.getMessage());
    }
    return source.snapshot().isEmpty()
        ? Optional.empty()
        : Optional.of(renewal.renewRevoked(settings, now));
  }

  /**
   * Those lists of an operator's authority that have a third of their life left, or a week, or have
   * run out.
   */
  public List<RevocationList> endingSoon(SourceSettings settings, Instant now) {
    synchronized (source) {
      return desk.endingSoon(settings, now);
    }
  }

  /**
   * The certificates that what is offered is signed with: that of the catalog first, then those of
   * signature files, the newest first.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  public List<SignerInUse> inUse(Instant now) {
    Optional<Snapshot> offered = source.snapshot();
    if (offered.isEmpty()) {
      return List.of();
    }
    List<SignerInUse> all = new ArrayList<>();
    JudgeContext context = source.reader(now);
    bytes(offered.get().catalogDigest())
        .flatMap(envelope -> new CatalogJudge().verifyOwn(envelope, context).toOptional())
        .ifPresent(judged -> all.add(SignerInUse.ofCatalog(judged.facts().signer())));
    Map<CertificateFacts, List<ComponentId>> signers = new LinkedHashMap<>();
    for (CatalogEntry entry : offered.get().held()) {
      facts(entry, context)
          .ifPresent(
              facts ->
                  signers
                      .computeIfAbsent(facts.signer(), signer -> new ArrayList<>())
                      .add(entry.id()));
    }
    signers.entrySet().stream()
        .map(signer -> SignerInUse.ofComponents(signer.getKey(), signer.getValue()))
        .sorted(SignerInUse.NEWEST_FIRST)
        .forEach(all::add);
    return List.copyOf(all);
  }

  private Optional<SignatureFacts> facts(CatalogEntry entry, JudgeContext context) {
    ExpectedSignature what = new ExpectedSignature(entry.id(), entry.version(), entry.sha256());
    return bytes(entry.signature().sha256())
        .flatMap(file -> new SignatureJudge().judge(file, what, context).toOptional());
  }

  private Optional<byte[]> bytes(Sha256 digest) {
    return source.find(digest).map(SourceRevocations::read);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
