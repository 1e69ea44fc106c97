package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.Action;
import io.freshseal.replication.entity.Change;
import io.freshseal.replication.entity.ComponentOutcome;
import io.freshseal.replication.entity.PlannedStep;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.SignatureFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts into words how a run ended; what to report first is decided here. */
final class Outcomes {

  private static final Evidence NOTHING_REFUSED = Evidence.of(ReplicationSentence.NOTHING_REFUSED);

  private Outcomes() {}

  /** A component whose signature file and content are in the store. */
  static ComponentOutcome ready(SignatureResult.Ready ready) {
    return new ComponentOutcome(
        ready.step().wanted(),
        change(ready),
        StatusCode.OK,
        NOTHING_REFUSED,
        ready.warning(),
        Optional.of(ready.entry()));
  }

  private static Change change(SignatureResult.Ready ready) {
    PlannedStep step = ready.step();
    if (step.action() == Action.FETCH_BOTH) {
      return Change.CONTENT_UPDATED;
    }
    if (step.action() == Action.SKIP_SIGNATURE) {
      return Change.SIGNATURE_SKIPPED;
    }
    boolean same =
        step.held().filter(h -> h.signature().equals(ready.entry().signature())).isPresent();
    return same ? Change.UNCHANGED : Change.SIGNATURE_RENEWED;
  }

  /**
   * A component of which something was refused.
   *
   * @param held what is held of it, judged in this run; an expired certificate there goes first
   */
  static ComponentOutcome refused(
      PlannedStep step, StatusCode code, Evidence evidence, Optional<HeldFile> held) {
    Optional<HeldFile> expired =
        held.filter(h -> h.isExpired() && code != StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    return new ComponentOutcome(
        step.wanted(),
        changeOfRefused(step),
        expired.map(h -> h.verdict().code()).orElse(code),
        expired.map(h -> h.verdict().fold(a -> evidence, r -> r.evidence())).orElse(evidence),
        Optional.empty(),
        step.held());
  }

  private static Change changeOfRefused(PlannedStep step) {
    return switch (step.action()) {
      case KEEP -> Change.UNCHANGED;
      case SKIP_SIGNATURE -> Change.SIGNATURE_SKIPPED;
      case FETCH_SIGNATURE, FETCH_BOTH -> Change.REFUSED;
    };
  }

  /** How a run ended that had a catalog to follow. */
  static RunResult result(List<ComponentOutcome> components, Collection<RunRefusal> others) {
    if (others.isEmpty() && components.stream().allMatch(ComponentOutcome::isOk)) {
      return RunResult.COMPLETED;
    }
    return components.stream().anyMatch(ComponentOutcome::isOk)
        ? RunResult.PARTIAL
        : RunResult.FAILED;
  }

  /** All refusals, the first to report first. */
  static List<RunRefusal> refusals(
      List<ComponentOutcome> components, Collection<RunRefusal> others) {
    List<RunRefusal> all = new ArrayList<>(others);
    components.stream()
        .filter(outcome -> !outcome.isOk())
        .map(o -> new RunRefusal(Optional.of(o.id()), o.code(), o.evidence()))
        .forEach(all::add);
    return inOrder(all);
  }

  /** Refusals of held files, for a run that found no catalog to follow. */
  static List<RunRefusal> refusalsOfRun(List<RunRefusal> ofRun, Collection<HeldFile> held) {
    List<RunRefusal> all = new ArrayList<>(ofRun);
    held.stream()
        .sorted(Comparator.comparing((HeldFile h) -> h.entry().id()))
        .forEach(h -> refusal(h.entry(), h).ifPresent(all::add));
    return inOrder(all);
  }

  private static Optional<RunRefusal> refusal(CatalogEntry entry, HeldFile held) {
    return held.verdict()
        .fold(
            a -> Optional.empty(),
            r -> Optional.of(new RunRefusal(Optional.of(entry.id()), r.reason(), r.evidence())));
  }

  /** What those of the held files say that pass. */
  static Map<ComponentId, SignatureFacts> accepted(Collection<HeldFile> held) {
    Map<ComponentId, SignatureFacts> all = new HashMap<>();
    for (HeldFile file : held) {
      file.verdict().toOptional().ifPresent(facts -> all.put(file.entry().id(), facts));
    }
    return all;
  }

  /** What the files say that pass and can be held after a run. */
  static Map<ComponentId, SignatureFacts> accepted(
      List<ComponentOutcome> components,
      List<SignatureResult> signatures,
      Collection<HeldFile> before) {
    Map<Sha256, SignatureFacts> passed = new HashMap<>();
    for (HeldFile file : before) {
      file.verdict()
          .toOptional()
          .ifPresent(facts -> passed.put(file.entry().signature().sha256(), facts));
    }
    for (SignatureResult result : signatures) {
      if (result instanceof SignatureResult.Ready ready) {
        passed.put(ready.entry().signature().sha256(), ready.facts());
      }
    }
    Map<ComponentId, SignatureFacts> all = new HashMap<>();
    for (ComponentOutcome outcome : components) {
      outcome
          .held()
          .map(entry -> passed.get(entry.signature().sha256()))
          .ifPresent(facts -> all.put(outcome.id(), facts));
    }
    return all;
  }

  private static List<RunRefusal> inOrder(List<RunRefusal> all) {
    return all.stream().sorted(Comparator.comparing(r -> !isExpired(r))).toList();
  }

  private static boolean isExpired(RunRefusal refusal) {
    return refusal.code() == StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE;
  }
}
