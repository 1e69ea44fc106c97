package io.freshseal.member.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.Objects;

/**
 * One component that a computer holds, with what its own judging says of the signature file.
 *
 * @param serial of the signature file; 0 if it is not known
 * @param signature digest of the signature file
 * @param expires when the first certificate of its chain runs out
 * @param first which certificate that is
 * @param code what judging it said last
 */
public record HeldFile(
    ComponentId id,
    ComponentVersion version,
    long serial,
    Sha256 signature,
    Instant expires,
    ChainPlace first,
    StatusCode code) {

  public HeldFile {
    Objects.requireNonNull(id);
    Objects.requireNonNull(version);
    Objects.requireNonNull(signature);
    Objects.requireNonNull(expires);
    Objects.requireNonNull(first);
    Objects.requireNonNull(code);
  }

  /** Where a certificate stands in its chain. */
  public enum ChainPlace {
    /** The certificate that signed the file. */
    SIGNER,
    /** One between signer and anchor. */
    INTERMEDIATE,
    /** The trust anchor. */
    ANCHOR
  }
}
