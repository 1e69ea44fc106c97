package io.freshseal.publishing.control;

import io.freshseal.settings.entity.ByteSize;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import java.time.Duration;
import java.util.Optional;

/** The settings of the source that is killed, the same on both sides of the kill. */
final class CrashSettings {

  private CrashSettings() {}

  static SourceSettings get() {
    return new SourceSettings(
        "primary",
        new SourceSettings.Validity(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30)),
        SourceSettings.Authority.OWN,
        new SourceSettings.Intake(Optional.empty(), new ByteSize(1_000_000)),
        new SourceSettings.Revocation(Optional.empty(), RevocationRule.REQUIRED),
        SourceSettings.Cosigning.of(SourceSettings.Timestamps.OFF, false));
  }
}
