package io.freshseal.settings.entity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the source role.
 *
 * @param name the source's name in its catalogs
 * @param certificateValidity of the certificate of each signature file
 * @param renewBefore as set; what applies is never more than a third of the validity
 * @param catalogValidity from issue to expiry
 * @param keystore the operator's own authority, where there is one
 * @param watch folder whose files are staged as they arrive
 * @param maxSize the largest component accepted
 */
public record SourceSettings(
    String name,
    Duration certificateValidity,
    Duration renewBefore,
    Duration catalogValidity,
    Optional<Keystore> keystore,
    Optional<Path> watch,
    ByteSize maxSize) {

  private static final int SHARE = 3;

  /** A PKCS#12 file with its password. */
  public record Keystore(Path file, Secret password) {}

  /** The remaining life below which a signature file is renewed. */
  public Duration effectiveRenewBefore() {
    Duration third = certificateValidity.dividedBy(SHARE);
    return renewBefore.compareTo(third) < 0 ? renewBefore : third;
  }
}
