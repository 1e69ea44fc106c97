package io.freshseal.publishing.control;

import io.freshseal.settings.entity.SourceSettings.Cosigning;
import io.freshseal.settings.entity.SourceSettings.Timestamps;
import io.freshseal.trust.control.Cosigners;
import io.freshseal.trust.control.PostQuantumAuthority;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.control.TimestampAuthority;
import io.freshseal.trust.control.Timestamping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Who signs beside the key of this source, as its settings say at the start.
 *
 * @param authority the built-in timestamp authority, where there is one
 */
record SourceCosigners(Cosigners all, Optional<TimestampAuthority> authority) {

  /**
   * Opens them; the post-quantum authority is made where it is asked for and absent.
   *
   * @throws IOException if the folder of keys cannot be read or written
   */
  static SourceCosigners open(
      Path keys, Cosigning settings, SigningAuthority authority, Instant now) throws IOException {
    Optional<PostQuantumAuthority> postQuantum =
        settings.postQuantum()
            ? Optional.of(PostQuantumAuthority.own(keys, now))
            : Optional.empty();
    Optional<TimestampAuthority> own =
        settings.timestamps() == Timestamps.BUILT_IN
            ? TimestampAuthority.under(authority, now)
            : Optional.empty();
    Timestamping elsewhere =
        settings.authority().<Timestamping>map(HttpTimestamping::new).orElse(Timestamping.NONE);
    return new SourceCosigners(
        new Cosigners(postQuantum, own.<Timestamping>map(a -> a).orElse(elsewhere)), own);
  }
}
