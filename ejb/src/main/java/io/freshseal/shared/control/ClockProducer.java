package io.freshseal.shared.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The one place that knows the system's clock; everyone else has it injected. */
@ApplicationScoped
public class ClockProducer {

  /** The system's clock, UTC. */
  @Produces
  public Clock clock() {
    return Clock.systemUTC();
  }
}
