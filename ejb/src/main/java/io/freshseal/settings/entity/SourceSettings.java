package io.freshseal.settings.entity;

import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import java.net.URI;
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
 * @param watch the watched folder, where there is one
 * @param maxSize the largest component accepted
 * @param revocation what readers need beside signatures
 * @param cosigning what is signed beside the signature of a file
 * @param anchorsThreshold how many keys of one bundle of trust anchors must sign the next
 */
public record SourceSettings(
    String name,
    Duration certificateValidity,
    Duration renewBefore,
    Duration catalogValidity,
    Optional<Keystore> keystore,
    Optional<Watch> watch,
    ByteSize maxSize,
    Revocation revocation,
    Cosigning cosigning,
    int anchorsThreshold) {

  private static final int SHARE = 3;

  /** Settings of a source that makes classical signatures and nothing beside them. */
  public SourceSettings(
      String name,
      Duration certificateValidity,
      Duration renewBefore,
      Duration catalogValidity,
      Optional<Keystore> keystore,
      Optional<Watch> watch,
      ByteSize maxSize,
      Revocation revocation) {
    this(
        name,
        certificateValidity,
        renewBefore,
        catalogValidity,
        keystore,
        watch,
        maxSize,
        revocation,
        new Cosigning(Timestamps.OFF, Optional.empty(), Optional.empty(), false),
        1);
  }

  /** The same with another threshold. */
  public SourceSettings withAnchorsThreshold(int threshold) {
    return new SourceSettings(
        name,
        certificateValidity,
        renewBefore,
        catalogValidity,
        keystore,
        watch,
        maxSize,
        revocation,
        cosigning,
        threshold);
  }

  /** Who vouches for the time of a signature. */
  public enum Timestamps {
    /** Nobody. */
    OFF,
    /** An authority within the source. */
    BUILT_IN,
    /** An authority elsewhere. */
    ELSEWHERE
  }

  /**
   * What is signed beside the signature of a file.
   *
   * @param authority the address of the authority (RFC 3161 3.4), if it is elsewhere
   * @param authorityAnchors PEM file of what its readers judge it by, where that is known here
   * @param postQuantum whether a key of ML-DSA-65 signs, too
   */
  public record Cosigning(
      Timestamps timestamps,
      Optional<URI> authority,
      Optional<Path> authorityAnchors,
      boolean postQuantum) {}

  /** A PKCS#12 file with its password. */
  public record Keystore(Path file, Secret password) {}

  /**
   * A folder whose files are staged as they arrive.
   *
   * @param publish whether what has arrived is published by itself
   */
  public record Watch(Path folder, boolean publish) {}

  /**
   * Where revocation lists come from that the source cannot issue itself.
   *
   * @param crls a file or folder of lists, PEM or DER, read anew for each catalog
   * @param rule what readers are expected to ask for: nothing is published that they would refuse
   */
  public record Revocation(Optional<Path> crls, RevocationRule rule) {}

  /** The remaining life below which a signature file is renewed. */
  public Duration effectiveRenewBefore() {
    Duration third = certificateValidity.dividedBy(SHARE);
    return renewBefore.compareTo(third) < 0 ? renewBefore : third;
  }
}
