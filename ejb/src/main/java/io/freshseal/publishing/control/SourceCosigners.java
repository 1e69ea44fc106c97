package io.freshseal.publishing.control;

import io.freshseal.settings.entity.SourceSettings.Cosigning;
import io.freshseal.trust.control.Cosigners;
import io.freshseal.trust.control.PostQuantumAuthority;
import io.freshseal.trust.control.SigningAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Who signs beside the key of this source, as its settings say at the start. */
record SourceCosigners(Cosigners all, SourceTimestamps timestamps) {

  /**
   * Opens them; the post-quantum authority is made where it is asked for and absent.
   *
   * @param active the authority that signs at the moment of the question
   * @throws IOException if the folder of keys cannot be read or written
   */
  static SourceCosigners open(
      Path keys, Cosigning settings, Supplier<SigningAuthority> active, Instant now)
      throws IOException {
    Optional<PostQuantumAuthority> postQuantum =
        settings.postQuantum()
            ? Optional.of(PostQuantumAuthority.own(keys, now))
            : Optional.empty();
    SourceTimestamps timestamps = new SourceTimestamps(settings, active);
    return new SourceCosigners(new Cosigners(postQuantum, timestamps), timestamps);
  }
}
