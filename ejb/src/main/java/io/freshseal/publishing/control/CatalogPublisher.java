package io.freshseal.publishing.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignedFile;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.RollbackRules;
import io.freshseal.trust.entity.Verdict.Rejected;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.ServedCatalog;
import io.freshseal.vault.entity.Snapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Puts out catalogs. All objects are forced first, the state that names them is switched last: a
 * kill in between leaves the old catalog, and objects that the garbage collector takes.
 */
final class CatalogPublisher {

  private static final long FIRST_EPOCH = 1;

  private final Vault vault;
  private final Authorities authorities;
  private final SigningDesk desk;
  private final RevocationDesk revocations;

  CatalogPublisher(
      Vault vault, Authorities authorities, SigningDesk desk, RevocationDesk revocations) {
    this.vault = vault;
    this.authorities = authorities;
    this.desk = desk;
    this.revocations = revocations;
  }

  /** Offers exactly these components, under the next sequence. */
  Catalog publish(List<CatalogEntry> components, SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    Optional<CatalogMemory> memory = vault.state().memory(settings.name());
    return publish(
        new Position(
            memory.map(CatalogMemory::epoch).orElse(FIRST_EPOCH),
            memory.map(m -> m.sequence() + 1).orElse(1L)),
        components,
        settings,
        now);
  }

  /** Offers exactly these components, as the first catalog of a higher epoch. */
  Catalog begin(long epoch, List<CatalogEntry> components, SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    return publish(new Position(epoch, 1), components, settings, now);
  }

  private record Position(long epoch, long sequence) {}

  private Catalog publish(
      Position position, List<CatalogEntry> components, SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    Optional<CatalogMemory> memory = vault.state().memory(settings.name());
    IssuedSigner signer = desk.catalogSigner(settings, now);
    Instant issued = now.truncatedTo(ChronoUnit.MILLIS);
    Instant expires = expires(signer, settings, issued);
    Revocations lists = revocations.current(settings, expires, issued);
    Catalog catalog =
        new Catalog(
            settings.name(),
            position.epoch(),
            position.sequence(),
            issued,
            expires,
            components,
            revocations.store(lists),
            Optional.of(anchors()));
    requireRoom(catalog, memory);
    switchTo(catalog, memory, desk.sign(signer, catalog, desk.reader(settings, now).with(lists)));
    desk.heed(lists);
    return catalog;
  }

  private static void requireRoom(Catalog catalog, Optional<CatalogMemory> memory)
      throws SigningRefusedException {
    Optional<Evidence> excess = memory.flatMap(known -> RollbackRules.exceeds(catalog, known));
    if (excess.isPresent()) {
      throw new SigningRefusedException(new Rejected<>(StatusCode.TOO_LARGE, excess.get()));
    }
  }

  // A catalog must not outlive the certificate that vouches for it.
  Instant expires(IssuedSigner signer, SourceSettings settings, Instant issued) {
    Instant wanted = issued.plus(settings.validity().catalog());
    Instant end = desk.end(signer);
    return wanted.isBefore(end) ? wanted : end;
  }

  private void switchTo(Catalog catalog, Optional<CatalogMemory> memory, SignedFile envelope)
      throws StorageException {
    byte[] payload = CatalogJson.write(catalog);
    Sha256 payloadDigest = vault.objects().put(payload);
    ServedCatalog served =
        new ServedCatalog(
            new ObjectEntry(vault.objects().put(envelope.bytes()), envelope.bytes().length),
            new ObjectEntry(payloadDigest, payload.length));
    vault.switchTo(
        vault
            .state()
            .serving(served, catalog.components(), catalog.issued())
            .remembering(CatalogMemory.after(memory, catalog, payloadDigest, catalog.issued())));
  }

  private AnchorsEntry anchors() throws StorageException {
    Optional<AnchorLink> newest = authorities.newest();
    if (newest.isPresent()) {
      vault.objects().put(newest.get().file());
      return newest.get().fileName();
    }
    byte[] pem = desk.anchors().pem();
    Optional<AnchorsEntry> before = offeredAnchors();
    if (before.isPresent() && !anchorsChanged()) {
      return before.get();
    }
    long number = before.map(a -> a.number() + 1).orElse(1L);
    return new AnchorsEntry(number, vault.objects().put(pem), pem.length);
  }

  /** Writes the present anchors where people find them. */
  void showAnchors() throws StorageException {
    desk.showAnchors();
  }

  /** Tells whether what is offered was signed under other anchors than the present ones. */
  boolean anchorsChanged() {
    Sha256 present =
        authorities
            .newest()
            .map(link -> link.fileName().sha256())
            .orElseGet(() -> desk.anchors().digest());
    return offeredAnchors().filter(a -> !a.sha256().equals(present)).isPresent();
  }

  /**
   * Tells whether another authority has signed what is offered. Catalogs are signed last, so that
   * one signed by the present authority says the same of everything in it.
   */
  boolean isSignedByAnother() throws StorageException {
    Optional<ServedCatalog> served = vault.state().served();
    if (served.isEmpty()) {
      return false;
    }
    ObjectEntry envelope = served.get().envelope();
    return vault
        .objects()
        .read(envelope.sha256(), envelope.size())
        .filter(bytes -> !authorities.active().hasSigned(bytes))
        .isPresent();
  }

  private Optional<AnchorsEntry> offeredAnchors() {
    return vault.snapshot().map(Snapshot::catalog).flatMap(Catalog::anchors);
  }
}
