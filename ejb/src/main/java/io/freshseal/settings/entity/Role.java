package io.freshseal.settings.entity;

import java.util.Locale;

/** What a process does; any mixture is possible. */
public enum Role {
  /** Publishes and signs. */
  SOURCE,
  /** Runs the fleet and the console. */
  MANAGER,
  /** Replicates a source and serves it on. */
  RELAY;

  /** The name as written in settings. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
