package io.freshseal.trust.entity;

import io.freshseal.shared.entity.Sha256;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A certificate that its issuer has revoked.
 *
 * @param issuer {@link RevocationMemory#issuer} of the issuer's certificate
 * @param serialNumber positive, of at most {@value #MAX_OCTETS} octets (RFC 5280 4.1.2.2)
 */
public record RevokedCertificate(
    Sha256 issuer, BigInteger serialNumber, Instant at, RevocationReason reason) {

  private static final int MAX_OCTETS = 20;
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{1,40}");

  public RevokedCertificate {
    Objects.requireNonNull(issuer);
    Objects.requireNonNull(at);
    Objects.requireNonNull(reason);
    if (!isSerialNumber(serialNumber)) {
      throw new IllegalArgumentException("no serial number of a certificate");
    }
  }

  private static boolean isSerialNumber(BigInteger number) {
    return number.signum() > 0 && number.bitLength() <= 8 * MAX_OCTETS;
  }

  /** Reads a serial number in hexadecimal, as certificates are shown everywhere else. */
  public static Optional<BigInteger> parseSerialNumber(String hex) {
    return HEX.matcher(hex).matches()
        ? Optional.of(new BigInteger(hex, 16)).filter(RevokedCertificate::isSerialNumber)
        : Optional.empty();
  }
}
