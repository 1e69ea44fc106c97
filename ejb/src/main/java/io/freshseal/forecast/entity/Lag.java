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
 * @param since when the source first offered something newer than what is held, as far as the
 *     manager knows: at least since then, however often the source has published after that
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
  public static Optional<Lag> of(Holdings held, SourceOffer offer, SourcePast past) {
    Map<ComponentId, HeldFile> files =
        held.files().stream().collect(Collectors.toMap(HeldFile::id, Function.identity()));
    Lag lag = null;
    for (CatalogEntry entry : offer.catalog().components()) {
      Optional<HeldFile> file = Optional.ofNullable(files.get(entry.id()));
      if (isBehind(file, entry)) {
        boolean content = file.filter(f -> f.version().equals(entry.version())).isEmpty();
        lag = plus(lag, entry, content, since(file, entry, past.of(entry.id())));
      }
    }
    return Optional.ofNullable(lag);
  }

  /** The same, not counted from before a time. */
  public Lag notBefore(Instant time) {
    return time.isAfter(since) ? new Lag(components, contents, time, example) : this;
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

  private static Instant since(Optional<HeldFile> held, CatalogEntry entry, Offerings offerings) {
    return held.map(file -> offerings.newerThan(file.version(), file.serial()))
        .orElseGet(offerings::first)
        .orElse(entry.signature().signedAt());
  }

  private static Lag plus(Lag before, CatalogEntry entry, boolean content, Instant since) {
    int more = content ? 1 : 0;
    if (before == null) {
      return new Lag(1, more, since, entry.id());
    }
    boolean earlier = since.isBefore(before.since());
    return new Lag(
        before.components() + 1,
        before.contents() + more,
        earlier ? since : before.since(),
        earlier ? entry.id() : before.example());
  }
}
