package io.freshseal.diagnosis.entity;

import io.freshseal.shared.entity.Sentence;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What somebody wants to have explained: one of these.
 *
 * @param computer a computer of the fleet
 * @param event key of an event of a computer
 * @param group a relay group: the cause by which most of it fails
 */
public record DiagnosisOrder(
    Optional<UUID> computer, Optional<UUID> event, Optional<String> group) {

  public DiagnosisOrder {
    Objects.requireNonNull(computer);
    Objects.requireNonNull(event);
    Objects.requireNonNull(group);
  }

  /** Of a computer. */
  public static DiagnosisOrder ofComputer(UUID id) {
    return new DiagnosisOrder(Optional.of(id), Optional.empty(), Optional.empty());
  }

  /** Of an event. */
  public static DiagnosisOrder ofEvent(UUID key) {
    return new DiagnosisOrder(Optional.empty(), Optional.of(key), Optional.empty());
  }

  /** Of a relay group. */
  public static DiagnosisOrder ofGroup(String id) {
    return new DiagnosisOrder(Optional.empty(), Optional.empty(), Optional.of(id));
  }

  /** Why nothing can be made of it; empty if something can. */
  public Optional<Sentence> refused() {
    long said = Stream.of(computer, event, group).filter(Optional::isPresent).count();
    return said == 1 ? Optional.empty() : Optional.of(Sentence.of(DiagnosisSentence.ONE_SUBJECT));
  }
}
