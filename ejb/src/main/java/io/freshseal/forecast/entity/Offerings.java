package io.freshseal.forecast.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a source has offered of one component, the oldest first: each version and signature file
 * with the time at which it came.
 */
public record Offerings(List<Offering> all) {

  /**
   * Most that are remembered. Beyond that those go first whose time tells least, beside how long
   * ago it is: a source that publishes every hour for a year is remembered to a quarter of the time
   * at worst.
   */
  public static final int MOST = 64;

  /** Nothing is known. */
  public static final Offerings NONE = new Offerings(List.of());

  /** One version with one signature file, and when the source first offered it. */
  public record Offering(ComponentVersion version, long serial, Instant at) {

    private static final Comparator<Offering> AGE =
        Comparator.comparing(Offering::version).thenComparingLong(Offering::serial);

    public Offering {
      Objects.requireNonNull(version);
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    boolean isNewerThan(ComponentVersion held, long heldSerial) {
      int order = version.compareTo(held);
      return order > 0 || order == 0 && serial > heldSerial;
    }

    private String text() {
      return version.text() + ' ' + serial + ' ' + at.toEpochMilli();
    }
  }

  public Offerings {
    all = all.stream().sorted(Offering.AGE).toList();
  }

  /** When something newer than this was first offered; empty if that is not known. */
  public Optional<Instant> newerThan(ComponentVersion version, long serial) {
    return all.stream()
        .filter(one -> one.isNewerThan(version, serial))
        .map(Offering::at)
        .findFirst();
  }

  /** When anything was first offered; empty if that is not known. */
  public Optional<Instant> first() {
    return all.stream().map(Offering::at).findFirst();
  }

  /**
   * Adds what is offered now, unless it is there; what is newer than that is offered no more, and
   * is forgotten. It came after the source was last seen without it and after it was signed:
   * nothing earlier is claimed.
   *
   * @param seen when the source was last seen before; empty if it never was
   */
  Offerings with(CatalogEntry entry, Optional<Instant> seen, Instant now) {
    long serial = entry.signature().serial();
    List<Offering> known = new ArrayList<>(all);
    known.removeIf(one -> one.isNewerThan(entry.version(), serial));
    Offering last = known.isEmpty() ? null : known.get(known.size() - 1);
    boolean there =
        last != null && last.serial() == serial && last.version().equals(entry.version());
    if (there) {
      return known.size() == all.size() ? this : new Offerings(known);
    }
    Instant at = later(entry.signature().signedAt(), seen.orElse(Instant.MIN));
    at = last == null ? at : later(at, last.at());
    known.add(new Offering(entry.version(), serial, at.isAfter(now) ? now : at));
    return new Offerings(thinned(known, now));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  // Without one of them, whoever held what came before it is told the time of the next.
  private static List<Offering> thinned(List<Offering> known, Instant now) {
    while (known.size() > MOST) {
      int least = 1;
      for (int i = 2; i < known.size() - 1; i++) {
        least = error(known, i, now) < error(known, least, now) ? i : least;
      }
      known.remove(least);
    }
    return known;
  }

  private static double error(List<Offering> known, int without, Instant now) {
    Instant from = known.get(without - 1).at();
    double told = seconds(from, known.get(without + 1).at());
    return told / Math.max(1, seconds(from, now));
  }

  private static double seconds(Instant from, Instant to) {
    return ChronoUnit.MILLIS.between(from, to) / 1000.0;
  }

  /** As a text, one on a line. */
  String text() {
    return all.stream().map(Offering::text).collect(Collectors.joining("\n"));
  }

  /** Reads what {@link #text} wrote. */
  static Offerings parse(String text) {
    return new Offerings(text.lines().map(Offerings::offering).toList());
  }

  private static Offering offering(String line) {
    String[] parts = line.split(" ");
    return new Offering(
        new ComponentVersion(parts[0]),
        Long.parseLong(parts[1]),
        Instant.ofEpochMilli(Long.parseLong(parts[2])));
  }
}
