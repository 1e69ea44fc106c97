package io.freshseal.api.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as soon as the application answers, whether or not its source does: a relay serves what it
 * has while its source is away.
 */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.up("freshseal");
  }
}
