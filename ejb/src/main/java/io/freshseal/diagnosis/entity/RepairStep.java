package io.freshseal.diagnosis.entity;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One step of a repair, before anybody takes it.
 *
 * @param whom about whom it is
 * @param computers those of the diagnosis
 * @param most how long its end is waited for; a step by hand has all the time
 */
public record RepairStep(RepairKind kind, Whom whom, List<UUID> computers, Duration most) {

  public RepairStep {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(whom);
    computers = List.copyOf(computers);
    Objects.requireNonNull(most);
  }
}
