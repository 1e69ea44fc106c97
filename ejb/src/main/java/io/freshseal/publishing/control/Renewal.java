package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.publishing.entity.DueRules;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.vault.control.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Signs what is offered anew, contents untouched, and puts out a catalog that says so. */
final class Renewal {

  private final Vault vault;
  private final SigningDesk desk;
  private final RevocationDesk revocations;
  private final CatalogPublisher publisher;

  Renewal(Vault vault, SigningDesk desk, RevocationDesk revocations, CatalogPublisher publisher) {
    this.vault = vault;
    this.desk = desk;
    this.revocations = revocations;
    this.publisher = publisher;
  }

  /** Renews the chosen components with one fresh certificate; every serial goes up by one. */
  Catalog renew(Predicate<CatalogEntry> chosen, SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    return renew(chosen, desk.componentSigner(settings, now), settings, now);
  }

  private Catalog renew(
      Predicate<CatalogEntry> chosen, IssuedSigner signer, SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    List<CatalogEntry> components = new ArrayList<>();
    for (CatalogEntry entry : vault.state().held()) {
      components.add(chosen.test(entry) ? renew(entry, signer, now) : entry);
    }
    return publisher.publish(components, settings, now);
  }

  private CatalogEntry renew(CatalogEntry entry, IssuedSigner signer, Instant now)
      throws StorageException, SigningRefusedException {
    ExpectedSignature what = new ExpectedSignature(entry.id(), entry.version(), entry.sha256());
    SignatureEntry renewed = desk.sign(signer, what, entry.signature().serial() + 1, now);
    return entry.withSignature(renewed);
  }

  /** Renews what the lists of this moment revoke, and puts these lists out. */
  Catalog renewRevoked(SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    Revocations lists = revocations.current(settings, now, now);
    Set<ComponentId> revoked = new HashSet<>();
    for (CatalogEntry entry : vault.state().held()) {
      if (desk.isRevoked(entry, lists, now)) {
        revoked.add(entry.id());
      }
    }
    return renew(entry -> revoked.contains(entry.id()), settings, now);
  }

  /** Renews what is due; empty if nothing is, or nothing would last longer than it does now. */
  Optional<Catalog> renewDue(SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    if (publisher.anchorsChanged() || publisher.isSignedByAnother()) {
      return Optional.of(renew(entry -> true, settings, now));
    }
    if (vault.snapshot().isPresent() && revocations.changed(settings)) {
      return Optional.of(renewRevoked(settings, now));
    }
    Duration before = settings.validity().effectiveRenewBefore();
    if (vault.state().held().stream().anyMatch(entry -> DueRules.isDue(entry, before, now))) {
      IssuedSigner signer = desk.componentSigner(settings, now);
      Predicate<CatalogEntry> due =
          entry ->
              DueRules.isDue(entry, before, now)
                  && entry.signature().expires().isBefore(desk.end(signer));
      if (vault.state().held().stream().anyMatch(due)) {
        return Optional.of(renew(due, signer, settings, now));
      }
    }
    return catalogDue(settings, now)
        ? Optional.of(publisher.publish(vault.state().held(), settings, now))
        : Optional.empty();
  }

  private boolean catalogDue(SourceSettings settings, Instant now) {
    return vault
        .snapshot()
        .map(snapshot -> snapshot.catalog())
        .filter(catalog -> DueRules.isDue(catalog, now))
        .filter(
            catalog ->
                publisher
                    .expires(desk.catalogSigner(settings, now), settings, now)
                    .isAfter(catalog.expires()))
        .isPresent();
  }
}
