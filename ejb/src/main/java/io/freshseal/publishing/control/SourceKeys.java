package io.freshseal.publishing.control;

import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** All that a source signs with. */
record SourceKeys(Authorities authorities, SourceCosigners cosigners) {

  /** Opens the folder of the keys. Refuses what cannot be used of the settings. */
  static Verdict<SourceKeys> open(Path keys, SourceSettings settings, Instant now)
      throws IOException {
    Verdict<Authorities> authorities = Authorities.open(keys, settings, now);
    if (authorities instanceof Rejected<Authorities> refused) {
      return Verdict.reject(refused.reason(), refused.evidence());
    }
    Authorities opened = authorities.toOptional().orElseThrow();
    return Verdict.accept(
        new SourceKeys(
            opened, SourceCosigners.open(keys, settings.cosigning(), opened::active, now)));
  }
}
