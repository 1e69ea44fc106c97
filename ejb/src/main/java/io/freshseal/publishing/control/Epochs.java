package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.publishing.entity.EpochOrder;
import io.freshseal.publishing.entity.PublishOutcome.Refused;
import io.freshseal.publishing.entity.PublishingSentence;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.RollbackRules;
import io.freshseal.vault.control.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts epochs: the way out when the numbers that readers remember are higher than those of the
 * source, after a restored backup or because somebody ran ahead with them. One step for a reader:
 * everything is signed anew, with serial 1, and the catalog has sequence 1.
 */
final class Epochs {

  private final Vault vault;
  private final SigningDesk desk;
  private final CatalogPublisher publisher;

  Epochs(Vault vault, SigningDesk desk, CatalogPublisher publisher) {
    this.vault = vault;
    this.desk = desk;
    this.publisher = publisher;
  }

  /** Refuses what cannot be done, before anything is signed. */
  Optional<Refused> refuses(EpochOrder order) {
    if (vault.snapshot().isEmpty()) {
      return refusal(StatusCode.CONFLICT, PublishingSentence.NOTHING_PUBLISHED);
    }
    Optional<ComponentId> unknown =
        order.without().stream().filter(id -> vault.state().find(id).isEmpty()).findFirst();
    if (unknown.isPresent()) {
      return refusal(StatusCode.NOT_FOUND, PublishingSentence.NOT_OFFERED, unknown.get());
    }
    long present = present();
    return order.after(present).isPresent()
        ? Optional.empty()
        : refusal(
            StatusCode.BAD_REQUEST,
            PublishingSentence.EPOCH_STEP,
            present,
            RollbackRules.LONGEST_EPOCH_STEP);
  }

  private static Optional<Refused> refusal(
      StatusCode code, PublishingSentence key, Object... arguments) {
    return Optional.of(new Refused(code, Sentence.of(key, arguments)));
  }

  private long present() {
    return vault.snapshot().orElseThrow().catalog().epoch();
  }

  /** Starts the epoch; only to be called after {@link #refuses} did not. */
  Catalog start(EpochOrder order, SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    long epoch = order.after(present()).orElseThrow();
    IssuedSigner signer = desk.componentSigner(settings, now);
    List<CatalogEntry> components = new ArrayList<>();
    for (CatalogEntry entry : vault.state().held()) {
      if (!order.without().contains(entry.id())) {
        ExpectedSignature what = new ExpectedSignature(entry.id(), entry.version(), entry.sha256());
        components.add(entry.withSignature(desk.sign(signer, what, 1, now)));
      }
    }
    return publisher.begin(epoch, components, settings, now);
  }
}
