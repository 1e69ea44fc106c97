package io.freshseal.console.components;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.console.frame.Urgency;
import java.time.Duration;
import java.time.Instant;

/**
 * One component as the console shows it.
 *
 * @param entry what is held; what the source offers, if nothing is held
 * @param offered what the source offers; null if it offers none or is not known
 * @param urgency of the signature file in {@code entry}
 * @param used how much of that signature file's life is over, 0 to 100
 */
public record ComponentRow(
    CatalogEntry entry, CatalogEntry offered, Standing standing, Urgency urgency, int used) {

  private static final int WHOLE = 100;

  static ComponentRow of(CatalogEntry entry, CatalogEntry offered, Standing standing, Instant now) {
    Instant signed = entry.signature().signedAt();
    Instant expires = entry.signature().expires();
    return new ComponentRow(
        entry, offered, standing, Urgency.of(signed, expires, now), used(signed, expires, now));
  }

  private static int used(Instant signed, Instant expires, Instant now) {
    long life = Math.max(Duration.between(signed, expires).toSeconds(), 1);
    long gone = Duration.between(signed, now).toSeconds();
    return (int) Math.max(0, Math.min(WHOLE, gone * WHOLE / life));
  }

  /** The component's name. */
  public String id() {
    return entry.id().text();
  }

  /** Whether anything of it is held. */
  public boolean held() {
    return standing != Standing.MISSING;
  }

  /** When the signature file's first certificate runs out. */
  public Instant expires() {
    return entry.signature().expires();
  }

  /** Serial that the source has; what is held if the source has none. */
  public long offeredSerial() {
    return offered == null ? entry.signature().serial() : offered.signature().serial();
  }

  /** Version that the source has; what is held if the source has none. */
  public String offeredVersion() {
    return offered == null ? entry.version().text() : offered.version().text();
  }
}
