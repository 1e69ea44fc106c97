package io.freshseal.events.entity;

/** Who reports an event. Numbers are unique per origin only. */
public enum Origin {
  /** The manager: people's doings and the server itself. */
  MANAGER,
  /** The source that publishes. */
  SOURCE,
  /** A relay, about what it replicates and holds. */
  RELAY,
  /** An agent, about what it applies. */
  AGENT;

  /** Key of the origin's name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "origin." + name();
  }
}
