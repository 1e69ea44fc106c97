package io.freshseal.replication.control;

import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.RevocationMemory;
import io.freshseal.trust.entity.RevocationMemory.Known;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StoreState;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a run between a catalog that may be followed and all that it names: its revocation
 * lists are fetched, remembered so that no older one is ever accepted, and its own signer is judged
 * again by them.
 */
final class RevocationPhase {

  private final Vault vault;
  private final CatalogJudge judge;
  private final RevocationFetch fetch;
  private final boolean keeps;

  /**
   * Makes it.
   *
   * @param keeps whether what is accepted is stored and remembered
   */
  RevocationPhase(Vault vault, CatalogJudge judge, MeteredSource source, boolean keeps) {
    this.vault = vault;
    this.judge = judge;
    this.keeps = keeps;
    this.fetch = new RevocationFetch(vault.objects(), source::fetchList);
  }

  /**
   * What the rest of the run works with.
   *
   * @param context to judge by
   * @param memory what to remember of lists, in one step with the catalog
   */
  record Passed(JudgeContext context, RevocationMemory memory) {}

  /**
   * Fetches and judges. Refuses {@code ROLLBACK} for a list older than one accepted before, what
   * {@link RevocationFetch#fetch} refuses, and a catalog whose own signer does not stand. Lists
   * that revoke that signer are remembered, since it was not who signed them that misbehaved; lists
   * that say nothing certain, such as one past its date, leave everything as it was.
   *
   * @param context with the lists at hand before
   */
  Verdict<Passed> pass(JudgedCatalog catalog, JudgeContext context) throws StorageException {
    Verdict<RevocationFetch.Obtained> fetched = fetch.fetch(catalog.catalog().crls());
    if (fetched instanceof Rejected<RevocationFetch.Obtained> refused) {
      return Verdict.reject(refused.reason(), refused.evidence());
    }
    RevocationFetch.Obtained obtained = fetched.toOptional().orElseThrow();
    Map<X509Certificate, RevocationList> lists =
        judge.lists(catalog, context.anchors(), obtained.lists());
    Optional<Evidence> older = older(lists);
    if (older.isPresent()) {
      return Verdict.reject(StatusCode.ROLLBACK, older.get());
    }
    JudgeContext with = context.with(context.revocations().and(obtained.lists()));
    Optional<Rejected<JudgedCatalog>> refused = judge.unrevoked(catalog, with);
    boolean revoked =
        refused.filter(r -> r.reason() == StatusCode.DIGITAL_SIGNATURE_REVOKED).isPresent();
    if (refused.isPresent() && !revoked) {
      return Verdict.reject(refused.get().reason(), why(refused.get(), obtained));
    }
    RevocationMemory memory = admit(lists);
    if (revoked) {
      remember(memory);
      return Verdict.reject(refused.get().reason(), why(refused.get(), obtained));
    }
    return Verdict.accept(new Passed(with, memory));
  }

  private Optional<Evidence> older(Map<X509Certificate, RevocationList> lists) {
    RevocationMemory memory = vault.state().revocations();
    return lists.entrySet().stream()
        .flatMap(
            entry ->
                memory
                    .find(RevocationMemory.issuer(entry.getKey()))
                    .filter(known -> known.number().compareTo(entry.getValue().number()) > 0)
                    .map(known -> older(entry.getValue(), known))
                    .stream())
        .findFirst();
  }

  private static Evidence older(RevocationList list, Known known) {
    return Evidence.of(
        TrustSentence.REVOCATION_LIST_OLDER,
        list.issuer().getName(),
        list.number(),
        known.number());
  }

  private RevocationMemory admit(Map<X509Certificate, RevocationList> lists)
      throws StorageException {
    RevocationMemory memory = vault.state().revocations();
    for (Map.Entry<X509Certificate, RevocationList> entry : lists.entrySet()) {
      RevocationList list = entry.getValue();
      byte[] der = list.der();
      Sha256 digest = list.digest();
      if (keeps && !vault.objects().holds(digest, der.length)) {
        vault.objects().put(der);
      }
      memory =
          memory.after(
              RevocationMemory.issuer(entry.getKey()),
              new Known(list.number(), new ObjectEntry(digest, der.length)));
    }
    return memory;
  }

  private void remember(RevocationMemory memory) throws StorageException {
    StoreState before = vault.state();
    if (keeps && !memory.equals(before.revocations())) {
      vault.switchTo(before.remembering(memory));
    }
  }

  // A list that could not be had is why nobody knows; the operator should read both.
  private static Evidence why(Rejected<JudgedCatalog> refused, RevocationFetch.Obtained obtained) {
    Evidence evidence = refused.evidence();
    boolean unknown = refused.reason() == StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN;
    return obtained
        .missing()
        .filter(list -> unknown)
        .map(
            list ->
                new Evidence(
                    Sentence.of(
                        ReplicationSentence.REVOCATION_LIST_NOT_HAD, evidence.sentence(), list),
                    evidence.offender(),
                    evidence.chainVerified()))
        .orElse(evidence);
  }
}
