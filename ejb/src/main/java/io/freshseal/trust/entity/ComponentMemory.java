package io.freshseal.trust.entity;

import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.Objects;

/**
 * The newest a source has ever been seen to offer of one component; what comes later may not be
 * below.
 *
 * @param version newest version seen
 * @param content digest of that version's content; another one is never accepted for it
 * @param serial highest signature serial seen for that version
 * @param signedAt signing-time of the signature file with that serial
 */
public record ComponentMemory(
    ComponentVersion version, Sha256 content, long serial, Instant signedAt) {

  public ComponentMemory {
    Objects.requireNonNull(version);
    Objects.requireNonNull(content);
    Objects.requireNonNull(signedAt);
    if (serial < 0) {
      throw new IllegalArgumentException("negative serial");
    }
  }

  /** Tells whether this is older than the other, by version and then by serial. */
  public boolean isBelow(ComponentMemory other) {
    int order = version.compareTo(other.version);
    return order < 0 || (order == 0 && serial < other.serial);
  }
}
