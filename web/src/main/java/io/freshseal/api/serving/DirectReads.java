package io.freshseal.api.serving;

import jakarta.enterprise.context.ApplicationScoped;

/** The counts of both base addresses. */
@ApplicationScoped
public class DirectReads {

  private final LaneCounts relay = new LaneCounts();
  private final LaneCounts source = new LaneCounts();

  /** At the relay's address. */
  public LaneCounts relay() {
    return relay;
  }

  /** At the source's address. */
  public LaneCounts source() {
    return source;
  }
}
