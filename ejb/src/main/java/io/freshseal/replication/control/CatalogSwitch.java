package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.replication.entity.ComponentOutcome;
import io.freshseal.replication.entity.PlannedStep;
import io.freshseal.replication.entity.SwitchRule;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.ServedCatalog;
import io.freshseal.vault.entity.StoreState;
import io.freshseal.vault.entity.Superseded;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last step of a run: decides what may be switched, and switches it at once. */
final class CatalogSwitch {

  private final Vault vault;
  private final RunRequest request;

  CatalogSwitch(Vault vault, RunRequest request) {
    this.vault = vault;
    this.request = request;
  }

  /**
   * Switches.
   *
   * @param wholeBeside whether all that the catalog names beside its components is in the store
   * @param signedAt the newest verified signing-time of this run
   * @return whether what is held or served is another than before
   */
  boolean apply(
      CatalogFetch.Followed followed,
      List<ComponentOutcome> components,
      boolean wholeBeside,
      Optional<Instant> signedAt)
      throws StorageException {
    StoreState before = vault.state();
    StoreState next =
        maySwitch(components, wholeBeside)
            ? serving(followed, before, held(components))
            : before.holding(renewed(before, components), request.now());
    StoreState trusting = signedAt.map(next::trusting).orElse(next);
    if (!trusting.equals(before)) {
      vault.switchTo(trusting, Optional.of(followed.judged().catalog()));
    }
    return !before.served().equals(trusting.served()) || !before.held().equals(trusting.held());
  }

  private StoreState serving(
      CatalogFetch.Followed followed, StoreState before, List<CatalogEntry> held)
      throws StorageException {
    ServedCatalog served = admit(followed);
    boolean same = before.served().equals(Optional.of(served)) && before.held().equals(held);
    List<CatalogEntry> shared = same ? held : followed.judged().catalog().sharing(held);
    StoreState next = same ? before : before.serving(served, shared, request.now());
    boolean leaves = request.policy().leavesContents();
    return before.onRequest() && !leaves
        ? next.onRequest(false).keeping(this::isHere)
        : next.onRequest(leaves);
  }

  // Contents of versions before these came on request; what is not here can never be had now.
  private boolean isHere(Superseded old) {
    return vault.objects().holds(old.entry().sha256(), old.entry().size());
  }

  private boolean maySwitch(List<ComponentOutcome> components, boolean wholeBeside) {
    return request.policy().rule() == SwitchRule.EACH_COMPONENT
        || (wholeBeside && components.stream().allMatch(ComponentOutcome::isComplete));
  }

  private ServedCatalog admit(CatalogFetch.Followed followed) throws StorageException {
    if (followed.envelope().isEmpty()) {
      return vault.state().served().orElseThrow();
    }
    return new ServedCatalog(
        admit(followed.judged().digest(), followed.envelope().get()),
        admit(followed.judged().payloadDigest(), followed.judged().payload().orElseThrow()));
  }

  private ObjectEntry admit(Sha256 digest, byte[] bytes) throws StorageException {
    if (!vault.objects().holds(digest, bytes.length)) {
      vault.objects().put(bytes);
    }
    return new ObjectEntry(digest, bytes.length);
  }

  private static List<CatalogEntry> held(List<ComponentOutcome> components) {
    return components.stream().flatMap(outcome -> outcome.held().stream()).toList();
  }

  // The served catalog stays; but a renewed signature file of what it offers is not withheld
  // because another component of the new catalog cannot be had.
  private static List<CatalogEntry> renewed(StoreState before, List<ComponentOutcome> components) {
    Map<ComponentId, CatalogEntry> obtained = new HashMap<>();
    for (ComponentOutcome outcome : components) {
      outcome.held().ifPresent(entry -> obtained.put(outcome.id(), entry));
    }
    return before.held().stream()
        .map(
            held ->
                Optional.ofNullable(obtained.get(held.id()))
                    .filter(entry -> PlannedStep.isSameContent(entry, held))
                    .orElse(held))
        .toList();
  }
}
