package io.freshseal.console.components;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Catalog entries for tests: signed at {@link #SIGNED}, for a life of 90 days unless said. */
public final class Rows {

  /** When everything here was signed. */
  public static final Instant SIGNED = Instant.parse("2026-09-01T00:00:00Z");

  private static final Duration LIFE = Duration.ofDays(90);

  private Rows() {}

  /** One component version with one signature file. */
  public static CatalogEntry entry(String id, String version, long serial) {
    return entry(id, version, serial, LIFE);
  }

  /** The same with a certificate of another life. */
  public static CatalogEntry entry(String id, String version, long serial, Duration life) {
    String signature = id + version + serial;
    return new CatalogEntry(
        new ComponentId(id),
        ComponentKind.PATTERN,
        Platform.ANY,
        new ComponentVersion(version),
        1000,
        Sha256.of((id + version).getBytes(StandardCharsets.UTF_8)),
        new SignatureEntry(
            Sha256.of(signature.getBytes(StandardCharsets.UTF_8)),
            700,
            serial,
            SIGNED,
            SIGNED.plus(life)));
  }
}
