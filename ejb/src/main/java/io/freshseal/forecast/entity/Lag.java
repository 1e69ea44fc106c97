package io.freshseal.forecast.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.ComponentId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * By how much somebody is behind the source.
 *
 * @param components how many components are missing or older than offered, 1 or more
 * @param contents how many of these in their content, the others in their signature file alone
 * @param since when the source signed the first of what is missing; it may have offered newer files
 *     before that
 * @param example one of the components
 */
public record Lag(int components, int contents, Instant since, ComponentId example) {

  public Lag {
    Objects.requireNonNull(since);
    Objects.requireNonNull(example);
    if (components < 1 || contents < 0 || contents > components) {
      throw new IllegalArgumentException("no lag");
    }
  }

  /** Compares; empty if nothing is missing. */
  public static Optional<Lag> of(Holdings held, SourceOffer offer) {
    Map<ComponentId, HeldFile> files =
        held.files().stream().collect(Collectors.toMap(HeldFile::id, Function.identity()));
    Lag lag = null;
    for (CatalogEntry entry : offer.catalog().components()) {
      Optional<HeldFile> file = Optional.ofNullable(files.get(entry.id()));
      if (isBehind(file, entry)) {
        lag = plus(lag, entry, file.filter(f -> f.version().equals(entry.version())).isEmpty());
      }
    }
    return Optional.ofNullable(lag);
  }

  private static boolean isBehind(Optional<HeldFile> file, CatalogEntry entry) {
    if (file.isEmpty() || file.get().version().isOlderThan(entry.version())) {
      return true;
    }
    HeldFile held = file.get();
    return held.version().equals(entry.version())
        && !held.signature().equals(entry.signature().sha256())
        && held.serial() < entry.signature().serial();
  }

  private static Lag plus(Lag before, CatalogEntry entry, boolean content) {
    Instant signed = entry.signature().signedAt();
    int more = content ? 1 : 0;
    if (before == null) {
      return new Lag(1, more, signed, entry.id());
    }
    boolean earlier = signed.isBefore(before.since());
    return new Lag(
        before.components() + 1,
        before.contents() + more,
        earlier ? signed : before.since(),
        earlier ? entry.id() : before.example());
  }
}
