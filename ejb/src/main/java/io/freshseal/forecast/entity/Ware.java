package io.freshseal.forecast.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.Objects;

/**
 * The signature file of one component that is handed out.
 *
 * @param now the one that is handed out now; of a component that is not there yet, the next one
 * @param next the one that is handed out after everybody has updated once
 * @param lapse when what is handed out by then is refused
 */
public record Ware(File now, File next, Lapse lapse) {

  /**
   * A signature file.
   *
   * @param signature its digest
   * @param expires when the first certificate of its chain runs out
   * @param part which certificate that is
   */
  public record File(
      ComponentId id,
      ComponentVersion version,
      long serial,
      Sha256 signature,
      Instant expires,
      Part part) {

    public File {
      Objects.requireNonNull(id);
      Objects.requireNonNull(version);
      Objects.requireNonNull(signature);
      Objects.requireNonNull(expires);
      Objects.requireNonNull(part);
    }
  }

  public Ware {
    Objects.requireNonNull(now);
    Objects.requireNonNull(next);
    Objects.requireNonNull(lapse);
  }

  /** One file, now and as long as it holds. */
  public static Ware of(File file, Lapse lapse) {
    return new Ware(file, file, lapse);
  }

  /** The component. */
  public ComponentId id() {
    return now.id();
  }
}
