package io.freshseal.computers.entity;

import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.HeldFile.ChainPlace;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** One list of held components, for all computers that hold just this. */
@Entity
@Table(name = "holding")
public class HoldingRow {

  @Id
  @Column(name = "holding_digest")
  private String digest;

  @Column(nullable = false)
  private String held;

  @Column(nullable = false)
  private int files;

  @Column(name = "first_expiry")
  private Instant firstExpiry;

  @Column(name = "first_component")
  private String firstComponent;

  @Enumerated(EnumType.STRING)
  @Column(name = "first_place")
  private ChainPlace firstPlace;

  @Column(name = "worst_code", nullable = false)
  private int worstCode;

  @Column(name = "seen_at", nullable = false)
  private Instant seenAt;

  /** For the persistence provider. */
  protected HoldingRow() {}

  /**
   * Makes the row of a list.
   *
   * @param json its one encoding, of which {@code digest} is the SHA-256
   */
  public HoldingRow(Sha256 digest, byte[] json, Holdings holdings, Instant now) {
    this.digest = digest.hex();
    this.held = new String(json, StandardCharsets.UTF_8);
    this.files = holdings.files().size();
    this.seenAt = now;
    holdings.files().stream()
        .min(Comparator.comparing(HeldFile::expires).thenComparing(HeldFile::id))
        .ifPresent(this::first);
    this.worstCode = holdings.files().stream().mapToInt(f -> f.code().code()).min().orElse(0);
  }

  private void first(HeldFile file) {
    firstExpiry = file.expires();
    firstComponent = file.id().text();
    firstPlace = file.first();
  }

  /** Names the list. */
  public Sha256 digest() {
    return new Sha256(digest);
  }

  /** Its JSON. */
  public byte[] json() {
    return held.getBytes(StandardCharsets.UTF_8);
  }

  /** How many components it has. */
  public int files() {
    return files;
  }

  /** When the first certificate of any of them runs out; empty if nothing is held. */
  public Optional<Instant> firstExpiry() {
    return Optional.ofNullable(firstExpiry);
  }

  /** Which component that is. */
  public Optional<String> firstComponent() {
    return Optional.ofNullable(firstComponent);
  }

  /** Which certificate of its chain that is. */
  public Optional<ChainPlace> firstPlace() {
    return Optional.ofNullable(firstPlace);
  }

  /** The lowest of the status codes; 0 if nothing is wrong. */
  public int worstCode() {
    return worstCode;
  }

  /** When a computer last held it. */
  public Instant seenAt() {
    return seenAt;
  }
}
