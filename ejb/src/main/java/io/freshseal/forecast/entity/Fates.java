package io.freshseal.forecast.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When agents will refuse what they are handed. An agent judges what its relay holds; its own files
 * count where it has nobody to ask, and where it holds the very file that the relay's catalog names
 * and the relay does not. Not for several threads.
 */
final class Fates {

  private final FleetPicture picture;
  private final Shelves shelves;
  private final boolean named;
  private final Optional<CatalogPoint> offered;
  private final Map<Sha256, Map<ComponentId, HeldFile>> files = new HashMap<>();

  Fates(FleetPicture picture, Shelves shelves, Assumption assumption) {
    this.picture = picture;
    this.shelves = shelves;
    // A source that goes on renewing will name other files by then.
    this.named = assumption == Assumption.NOTHING_FETCHED || !picture.source().renews(picture.at());
    this.offered =
        picture
            .source()
            .offer()
            .map(SourceOffer::catalog)
            .map(catalog -> new CatalogPoint(catalog.epoch(), catalog.sequence()));
  }

  /** What these agents refuse first; empty if it is not known what they are handed. */
  Optional<Lapse> first(AgentShare share) {
    Optional<Shelf> shelf = shelves.of(share.supply());
    if (shelf.isEmpty()) {
      return picture.holdings(share.holding()).flatMap(Fates::own);
    }
    return shelf.get().known() ? Optional.of(first(share, shelf.get())) : Optional.empty();
  }

  private Lapse first(AgentShare share, Shelf shelf) {
    Lapse first = shelf.catalog();
    for (Ware ware : shelf.wares()) {
      if (!ware.lapse().isBefore(first)) {
        return first;
      }
      Lapse lapse = of(share, shelf, ware);
      first = lapse.isBefore(first) ? lapse : first;
    }
    return first;
  }

  /** When these agents refuse one component of what they are handed. */
  Lapse of(AgentShare share, Shelf shelf, Ware ware) {
    if (!named || !shelf.point().equals(offered)) {
      return ware.lapse();
    }
    Optional<HeldFile> held =
        share
            .holding()
            .map(this::files)
            .map(byId -> byId.get(ware.id()))
            .filter(file -> keeps(file, ware));
    return held.map(Fates::own).orElse(ware.lapse());
  }

  private boolean keeps(HeldFile file, Ware ware) {
    return file.version().equals(ware.now().version())
        && !file.signature().equals(ware.now().signature())
        && picture
            .source()
            .offer()
            .map(SourceOffer::catalog)
            .flatMap(catalog -> offered(catalog, ware.id()))
            .filter(file.signature()::equals)
            .isPresent();
  }

  private static Optional<Sha256> offered(Catalog catalog, ComponentId id) {
    return catalog.find(id).map(CatalogEntry::signature).map(signature -> signature.sha256());
  }

  private Map<ComponentId, HeldFile> files(Sha256 digest) {
    return files.computeIfAbsent(
        digest,
        key ->
            picture.holdings(Optional.of(key)).orElse(Holdings.NONE).files().stream()
                .collect(Collectors.toMap(HeldFile::id, Function.identity())));
  }

  private static Optional<Lapse> own(Holdings holdings) {
    return holdings.files().stream().map(Fates::own).min(Lapse.ORDER);
  }

  /** Of a file that nobody replaces. */
  static Lapse own(HeldFile file) {
    return Lapse.ofCertificate(file.expires(), Part.of(file.first()), Hindrance.NO_SUPPLIER);
  }
}
