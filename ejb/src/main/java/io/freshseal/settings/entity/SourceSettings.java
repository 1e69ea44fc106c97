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
 * @param validity how long its signatures and catalogs hold
 * @param authority whose keys it signs by
 * @param intake what it takes in
 * @param revocation what readers need beside signatures
 * @param cosigning what is signed beside the signature of a file
 */
public record SourceSettings(
    String name,
    Validity validity,
    Authority authority,
    Intake intake,
    Revocation revocation,
    Cosigning cosigning) {

  /**
   * How long what the source signs holds.
   *
   * @param certificate of the certificate of each signature file
   * @param renewBefore as set; what applies is never more than a third of the validity
   * @param catalog from issue to expiry
   */
  public record Validity(Duration certificate, Duration renewBefore, Duration catalog) {

    private static final int SHARE = 3;

    /** The remaining life below which a signature file is renewed. */
    public Duration effectiveRenewBefore() {
      Duration third = certificate.dividedBy(SHARE);
      return renewBefore.compareTo(third) < 0 ? renewBefore : third;
    }
  }

  /**
   * Whose keys the source signs by.
   *
   * @param keystore the operator's own authority, where there is one
   * @param threshold how many keys of one bundle of trust anchors must sign the next
   */
  public record Authority(Optional<Keystore> keystore, int threshold) {

    /** An authority of the source's own, any one key of which signs the next bundle. */
    public static final Authority OWN = new Authority(Optional.empty(), 1);
  }

  /**
   * What the source takes in.
   *
   * @param watch the watched folder, where there is one
   * @param maxSize the largest component accepted
   */
  public record Intake(Optional<Watch> watch, ByteSize maxSize) {}

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
      boolean postQuantum) {

    /** Within the source, or by nobody. */
    public static Cosigning of(Timestamps timestamps, boolean postQuantum) {
      return new Cosigning(timestamps, Optional.empty(), Optional.empty(), postQuantum);
    }
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
}
