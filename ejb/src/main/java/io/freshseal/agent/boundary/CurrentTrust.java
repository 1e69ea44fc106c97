package io.freshseal.agent.boundary;

import io.freshseal.trust.entity.TrustBasis;
import java.util.function.Supplier;

/**
 * What to judge by while the service runs: a file of trust anchors that an operator replaces holds
 * from the next look on, without a restart; one that cannot be used changes nothing.
 */
final class CurrentTrust implements Supplier<TrustBasis> {

  private final Reading reading;
  private volatile TrustBasis usable;

  /** How it is read. */
  @FunctionalInterface
  interface Reading {
    TrustBasis read() throws UnfitOption;
  }

  /** Reads it for the first time. */
  CurrentTrust(Reading reading) throws UnfitOption {
    this.reading = reading;
    this.usable = reading.read();
  }

  @Override
  public TrustBasis get() {
    try {
      usable = reading.read();
    } catch (UnfitOption e) {
      // half written, or not what it should be: what was usable holds
    }
    return usable;
  }
}
