package io.freshseal.forecast.entity;

import io.freshseal.shared.entity.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/**
 * The newest catalog that was judged of a source, so that a restart while the source is away does
 * not forget what it offered.
 */
@Entity
@Table(name = "source_sight")
public class SourceRow {

  @Id private String address;

  @Column(name = "seen_at", nullable = false)
  private Instant seen;

  @Column(nullable = false)
  private String envelope;

  @Column(nullable = false)
  private String payload;

  /** For the persistence provider. */
  protected SourceRow() {}

  /**
   * Makes the row of a source.
   *
   * @param address at most 2048 characters
   * @param payload the catalog's JSON
   */
  public SourceRow(String address, Instant seen, Sha256 envelope, byte[] payload) {
    this.address = Objects.requireNonNull(address);
    this.seen = Objects.requireNonNull(seen);
    this.envelope = envelope.hex();
    this.payload = new String(payload, StandardCharsets.UTF_8);
  }

  /** When the source last said so. */
  public Instant seen() {
    return seen;
  }

  /** Takes over that it still says so. */
  public void seenAgain(Instant now) {
    seen = now;
  }

  /** Digest of the signed catalog. */
  public Sha256 envelope() {
    return new Sha256(envelope);
  }

  /** Its JSON. */
  public byte[] payload() {
    return payload.getBytes(StandardCharsets.UTF_8);
  }
}
