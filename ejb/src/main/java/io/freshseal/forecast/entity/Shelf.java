package io.freshseal.forecast.entity;

import io.freshseal.shared.entity.ComponentId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a relay or source hands out, and until when it holds. Equal for all that stand alike.
 *
 * @param known whether it is known what is there
 * @param point the catalog that is handed out; empty if there is none
 * @param expires when that catalog ends; empty if there is none
 * @param catalog when no catalog that holds is handed out any more
 * @param wares the first to be refused first
 * @param byId the same by component
 */
public record Shelf(
    boolean known,
    Optional<CatalogPoint> point,
    Optional<Instant> expires,
    Lapse catalog,
    List<Ware> wares,
    Map<ComponentId, Ware> byId) {

  /** Nothing is known of it. */
  public static final Shelf UNKNOWN =
      new Shelf(
          false,
          Optional.empty(),
          Optional.empty(),
          new Lapse(Optional.empty(), Part.CATALOG, Hindrance.NOT_TOLD, 0),
          List.of(),
          Map.of());

  public Shelf {
    Objects.requireNonNull(point);
    Objects.requireNonNull(expires);
    Objects.requireNonNull(catalog);
    wares = List.copyOf(wares);
    byId = Map.copyOf(byId);
  }

  /** The catalog that is handed out, and until when. */
  public record Cover(Optional<CatalogPoint> point, Optional<Instant> expires, Lapse lapse) {}

  /** A shelf with these wares, in any order. */
  public static Shelf of(Cover cover, List<Ware> wares) {
    return new Shelf(
        true,
        cover.point(),
        cover.expires(),
        cover.lapse(),
        wares.stream()
            .sorted(Comparator.comparing(Ware::lapse, Lapse.ORDER).thenComparing(Ware::id))
            .toList(),
        wares.stream().collect(Collectors.toMap(Ware::id, Function.identity())));
  }

  /** The catalog of it. */
  public Cover cover() {
    return new Cover(point, expires, catalog);
  }
}
