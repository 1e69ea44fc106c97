package io.freshseal.publishing.control;

import io.freshseal.publishing.entity.TimestampOutage;
import io.freshseal.settings.entity.SourceSettings.Cosigning;
import io.freshseal.settings.entity.SourceSettings.Timestamps;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.control.TimestampAuthority;
import io.freshseal.trust.control.Timestamping;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who vouches for the time of what a source signs: its built-in authority, which always stands
 * under the authority that signs, or one elsewhere, or nobody. Safe for threads.
 */
public final class SourceTimestamps implements Timestamping {

  private final boolean builtIn;
  private final Optional<HttpTimestamping> elsewhere;
  private final Supplier<SigningAuthority> active;
  private Standing standing;

  /** The built-in authority, and whose it is; none under an end certificate. */
  private record Standing(SigningAuthority of, Optional<TimestampAuthority> authority) {}

  /**
   * Makes what the settings ask for.
   *
   * @param active the authority that signs at the moment of the question
   */
  SourceTimestamps(Cosigning settings, Supplier<SigningAuthority> active) {
    this.builtIn = settings.timestamps() == Timestamps.BUILT_IN;
    this.elsewhere =
        settings
            .authority()
            .map(address -> new HttpTimestamping(address, settings.authorityAnchors()));
    this.active = active;
  }

  @Override
  public Optional<byte[]> stamp(byte[] signature, Instant now) {
    return elsewhere.isPresent()
        ? elsewhere.get().stamp(signature, now)
        : authority(now).flatMap(own -> own.stamp(signature, now));
  }

  /**
   * Answers a request to the built-in authority.
   *
   * @param request foreign bytes, at most {@code TimestampExchange.MAX_REQUEST_BYTES}
   * @return empty if there is no such authority here
   */
  public Optional<byte[]> answer(byte[] request, Instant now) {
    return authority(now).map(own -> own.answer(request, now));
  }

  /** Why the authority elsewhere gives no tokens; empty if it does, or there is none. */
  public Optional<TimestampOutage> outage() {
    return elsewhere.flatMap(HttpTimestamping::outage);
  }

  // A token under an authority that is replaced and will be retired would stop helping with it.
  private synchronized Optional<TimestampAuthority> authority(Instant now) {
    if (!builtIn) {
      return Optional.empty();
    }
    SigningAuthority signs = active.get();
    if (standing == null || !standing.of().fingerprint().equals(signs.fingerprint())) {
      standing = new Standing(signs, TimestampAuthority.under(signs, now));
    }
    return standing.authority();
  }
}
