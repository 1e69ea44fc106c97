package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.control.cms.TimestampExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The built-in timestamp authority (RFC 3161). Its key lives in memory alone, for as long as the
 * process; its certificate lasts for years, so that tokens outlive the signers they vouch for. As
 * good as the source's clock and key, and no better (docs/adr). Safe for several threads.
 */
public final class TimestampAuthority implements Timestamping {

  private static final Duration VALIDITY = Duration.ofDays(5 * 365 + 1);

  private final IssuedSigner signer;

  private TimestampAuthority(IssuedSigner signer) {
    this.signer = signer;
  }

  /** One under the authority; empty if that is an end certificate and cannot issue any. */
  public static Optional<TimestampAuthority> under(SigningAuthority authority, Instant now) {
    return authority.issuesFreshCertificates()
        ? Optional.of(
            new TimestampAuthority(authority.issue(SigningPurpose.TIMESTAMPS, VALIDITY, now)))
        : Optional.empty();
  }

  /**
   * Answers a request; one that cannot be served is answered by a refusal, as the protocol has it.
   *
   * @param request foreign bytes, at most {@link TimestampExchange#MAX_REQUEST_BYTES}
   */
  public byte[] answer(byte[] request, Instant now) {
    return TimestampExchange.answer(signer, request, now);
  }

  @Override
  public Optional<byte[]> stamp(byte[] signature, Instant now) {
    byte[] request = TimestampExchange.request(Sha256.of(signature).bytes());
    return TimestampExchange.token(request, answer(request, now));
  }
}
