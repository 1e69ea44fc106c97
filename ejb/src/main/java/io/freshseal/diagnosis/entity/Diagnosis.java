package io.freshseal.diagnosis.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * One cause, and everybody who fails by it.
 *
 * @param path the way to one of them, the source first
 * @param facts what shows the cause, for that one
 */
public record Diagnosis(
    Cause cause, Culprit culprit, Affected affected, List<Hop> path, List<Fact> facts) {

  /**
   * Who fails by it.
   *
   * @param relays relays behind the culprit, the uppermost first; they need an update of their own
   * @param agents agents that fail
   * @param failing how many computers fail, the culprit included if it does
   */
  public record Affected(List<UUID> relays, List<UUID> agents, int failing) {
    public Affected {
      relays = List.copyOf(relays);
      agents = List.copyOf(agents);
    }
  }

  private record Key(Cause cause, Culprit culprit) {}

  public Diagnosis {
    Objects.requireNonNull(cause);
    Objects.requireNonNull(culprit);
    Objects.requireNonNull(affected);
    path = List.copyOf(path);
    facts = List.copyOf(facts);
  }

  /** One for each cause, those of most computers first. */
  public static List<Diagnosis> of(Collection<Finding> findings) {
    Map<Key, List<Finding>> byCause = new LinkedHashMap<>();
    for (Finding finding : findings) {
      byCause
          .computeIfAbsent(new Key(finding.cause(), finding.culprit()), key -> new ArrayList<>())
          .add(finding);
    }
    return byCause.values().stream()
        .map(Diagnosis::merged)
        .sorted(
            Comparator.comparingInt((Diagnosis d) -> d.affected().failing())
                .reversed()
                .thenComparing(Diagnosis::cause)
                .thenComparing(d -> d.culprit().name()))
        .toList();
  }

  private static Diagnosis merged(List<Finding> findings) {
    // The longest way shows the most.
    Finding shown =
        findings.stream().max(Comparator.comparingInt(f -> f.path().size())).orElseThrow();
    Set<UUID> relays = new LinkedHashSet<>();
    Set<UUID> agents = new LinkedHashSet<>();
    Set<UUID> failing = new LinkedHashSet<>();
    for (Finding finding : findings) {
      relays.addAll(finding.relaysBelow());
      Patient patient = finding.patient();
      (patient.relay() ? relays : agents).add(patient.id());
      failing.add(patient.id());
    }
    shown.culprit().relay().ifPresent(relays::remove);
    return new Diagnosis(
        shown.cause(),
        shown.culprit(),
        new Affected(List.copyOf(relays), List.copyOf(agents), failing.size()),
        shown.path(),
        shown.facts());
  }

  /** The cause in one sentence. */
  public Sentence sentence() {
    return Sentence.of(cause.sentence(), culprit.name());
  }

  /** The same for all diagnoses of the same cause and culprit, whoever is asked about. */
  public String causeKey() {
    String who =
        culprit.id().isEmpty()
            ? Sha256.of(culprit.name().getBytes(StandardCharsets.UTF_8)).hex()
            : culprit.id();
    return cause.name() + "/" + culprit.place().name() + "/" + who;
  }

  /** Everybody it is about: who fails, the relays in between, the relay that is to blame. */
  public Set<UUID> concerned() {
    Set<UUID> all = new HashSet<>(affected.agents());
    all.addAll(affected.relays());
    culprit.relay().ifPresent(all::add);
    return all;
  }

  /** Whether it is about one of these, too. */
  public boolean concernsOneOf(Set<UUID> computers) {
    return concerned().stream().anyMatch(computers::contains);
  }

  /** Whether the relay that is to blame is not heard. */
  boolean isSilent() {
    return facts.stream()
        .anyMatch(
            fact ->
                fact.sentence().key().equals(DiagnosisSentence.FACT_SILENT.key())
                    && fact.reference().equals(culprit.id()));
  }
}
