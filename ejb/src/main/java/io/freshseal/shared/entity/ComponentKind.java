package io.freshseal.shared.entity;

import java.util.Optional;

/** What a component is to the agents that use it. */
public enum ComponentKind {
  /** Data that an engine matches against. */
  PATTERN,
  /** Code that scans. */
  ENGINE,
  /** Rules that a policy selects from. */
  RULES;

  /** Reads foreign text; empty unless it is the exact name of a kind. */
  public static Optional<ComponentKind> parse(String text) {
    for (ComponentKind kind : values()) {
      if (kind.name().equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
