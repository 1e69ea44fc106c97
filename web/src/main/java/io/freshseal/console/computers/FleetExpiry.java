package io.freshseal.console.computers;

import io.freshseal.console.frame.Times;
import io.freshseal.console.frame.Urgency;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;

/**
 * How soon what a computer holds needs a person's eye. A computer tells when a signature file runs
 * out, not when it was signed, so its life counts as the default one.
 */
@Named
@RequestScoped
public class FleetExpiry {

  private static final Duration LIFE = Duration.ofDays(90);

  private final Times times;

  /** For the container's proxy. */
  protected FleetExpiry() {
    this(null);
  }

  @Inject
  public FleetExpiry(Times times) {
    this.times = times;
  }

  /** By what is left until then. */
  public Urgency urgency(Instant expires) {
    return times.urgency(expires.minus(LIFE), expires);
  }
}
