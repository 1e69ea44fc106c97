package io.freshseal.diagnosis.entity;

import java.util.List;
import java.util.UUID;

/** Which computers of a diagnosis a step is about. */
public enum Whom {
  /** None: it is at the source, at the manager, or in the world. */
  NOBODY,
  /** The relay that is to blame, if one is. */
  CULPRIT,
  /** The relays behind it. */
  RELAYS,
  /** The agents that fail. */
  AGENTS;

  /** Those of a diagnosis, in the order in which they are served. */
  public List<UUID> of(Diagnosis diagnosis) {
    return switch (this) {
      case NOBODY -> List.of();
      case CULPRIT -> diagnosis.culprit().relay().map(List::of).orElse(List.of());
      case RELAYS -> diagnosis.affected().relays();
      case AGENTS -> diagnosis.affected().agents();
    };
  }
}
