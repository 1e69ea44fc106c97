package io.freshseal.trust.entity;

import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.shared.entity.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The newest revocation list ever accepted of each issuer. Its number outlives a cleared cache and
 * a restart; the list itself stays at hand whether or not the catalog that named it was switched
 * to.
 *
 * @param newest by {@link #issuer}
 */
public record RevocationMemory(Map<Sha256, Known> newest) {

  /** Most issuers that are remembered; further ones are not. */
  public static final int MAX_ISSUERS = 64;

  private static final RevocationMemory NONE = new RevocationMemory(Map.of());

  public RevocationMemory {
    newest = Map.copyOf(newest);
  }

  /**
   * A list by its number.
   *
   * @param list the object, which may be gone
   */
  public record Known(BigInteger number, ObjectEntry list) {
    public Known {
      Objects.requireNonNull(number);
      Objects.requireNonNull(list);
    }
  }

  /** Nothing accepted yet. */
  public static RevocationMemory none() {
    return NONE;
  }

  /** Names an issuer of lists, whatever its certificate: by name and key. */
  public static Sha256 issuer(X509Certificate certificate) {
    byte[] name = certificate.getSubjectX500Principal().getEncoded();
    byte[] key = certificate.getPublicKey().getEncoded();
    return Sha256.of(ByteBuffer.allocate(name.length + key.length).put(name).put(key).array());
  }

  /** What is remembered of an issuer. */
  public Optional<Known> find(Sha256 issuer) {
    return Optional.ofNullable(newest.get(issuer));
  }

  /** The same after a list has been accepted; one that is not newer changes nothing. */
  public RevocationMemory after(Sha256 issuer, Known accepted) {
    Known before = newest.get(issuer);
    boolean full = before == null && newest.size() >= MAX_ISSUERS;
    if (full || (before != null && before.number().compareTo(accepted.number()) >= 0)) {
      return this;
    }
    Map<Sha256, Known> all = new HashMap<>(newest);
    all.put(issuer, accepted);
    return new RevocationMemory(all);
  }

  /** Of every issuer the newer list of both; on a tie this one's. */
  public RevocationMemory joined(RevocationMemory other) {
    RevocationMemory all = this;
    for (Map.Entry<Sha256, Known> theirs : other.newest.entrySet()) {
      all = all.after(theirs.getKey(), theirs.getValue());
    }
    return all;
  }

  /** Tells whether this would take back what the other remembers. */
  public boolean isBelow(RevocationMemory other) {
    return other.newest.entrySet().stream()
        .anyMatch(
            known ->
                find(known.getKey())
                    .filter(mine -> mine.number().compareTo(known.getValue().number()) >= 0)
                    .isEmpty());
  }
}
