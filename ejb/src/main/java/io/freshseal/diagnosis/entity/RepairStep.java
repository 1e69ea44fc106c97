package io.freshseal.diagnosis.entity;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One step of a repair, before anybody takes it.
 *
 * @param computers of whom it is; none for a step at the source or at the manager
 * @param most how long its end is waited for; a step by hand has all the time
 */
public record RepairStep(RepairKind kind, List<UUID> computers, Duration most) {

  public RepairStep {
    Objects.requireNonNull(kind);
    computers = List.copyOf(computers);
    Objects.requireNonNull(most);
  }
}
