package io.freshseal.forecast.entity;

import io.freshseal.forecast.entity.Shelf.Cover;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a relay that fetches makes of what its supplier hands out: the plan of a replication
 * (docs/adr/0005) over dates instead of bytes.
 *
 * @param above the supplier's shelf
 * @param refreshes whether the relay's build fetches a renewed signature file of an unchanged
 *     component
 */
record Restocking(Shelf above, boolean refreshes) {

  /** What the relay will hand out that holds this now. */
  Shelf restock(Shelf held) {
    List<Ware> wares = new ArrayList<>();
    for (Ware offered : above.wares()) {
      Optional<Ware> own = Optional.ofNullable(held.byId().get(offered.id()));
      wares.add(own.map(ware -> restocked(ware, offered)).orElseGet(() -> taken(offered, offered)));
    }
    return Shelf.of(cover(held), wares);
  }

  // Content and signature file come together, whatever the build. An old one keeps that file.
  private Ware taken(Ware before, Ware offered) {
    Lapse renewed = offered.lapse().oneHopOn();
    Lapse kept =
        Lapse.ofCertificate(offered.next().expires(), offered.next().part(), Hindrance.OLD_BUILD);
    boolean ages = !refreshes && kept.isBefore(renewed);
    return new Ware(before.now(), offered.next(), ages ? kept : renewed);
  }

  private Ware restocked(Ware own, Ware offered) {
    if (own.now().version().isOlderThan(offered.next().version())) {
      return taken(own, offered);
    }
    Lapse renewed = offered.lapse().oneHopOn();
    // Whoever gives no more than is here already is to blame; else, with an old build, the relay.
    if (!own.lapse().isBefore(renewed)) {
      return new Ware(own.now(), own.now(), own.lapse().blaming(renewed));
    }
    return refreshes
        ? new Ware(own.now(), later(own.now(), offered.next()), renewed)
        : new Ware(own.now(), own.now(), own.lapse().because(Hindrance.OLD_BUILD));
  }

  private static Ware.File later(Ware.File own, Ware.File offered) {
    return own.expires().isAfter(offered.expires()) ? own : offered;
  }

  private Cover cover(Shelf held) {
    Lapse offered = above.catalog().oneHopOn();
    Lapse own = held.catalog();
    return new Cover(
        Stream.concat(held.point().stream(), above.point().stream()).max(CatalogPoint::compareTo),
        held.expires().or(above::expires),
        own.isBefore(offered) ? offered : own.blaming(offered));
  }
}
