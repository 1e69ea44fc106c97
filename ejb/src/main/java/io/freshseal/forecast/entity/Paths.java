package io.freshseal.forecast.entity;

import io.freshseal.forecast.entity.PathLine.File;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.CertificateFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists what runs out on every way from the source to agents. Not for several threads. */
final class Paths {

  private final FleetPicture picture;
  private final Shelves shelves;

  Paths(FleetPicture picture, Shelves shelves) {
    this.picture = picture;
    this.shelves = shelves;
  }

  /** The ways of one group, in no order. */
  List<PathLine> of(RelayGroup group) {
    List<AgentShare> shares =
        picture.agents().stream().filter(share -> share.group().equals(group.id())).toList();
    Map<Supply, Long> counts = new HashMap<>();
    shares.forEach(share -> counts.merge(share.supply(), share.computers(), Long::sum));
    List<PathLine> lines = new ArrayList<>();
    for (RelayStanding relay : picture.relaysOf(group.id())) {
      Supply supply = new Supply(Supply.Kind.RELAY, Optional.of(relay.id()));
      long computers = counts.getOrDefault(supply, 0L);
      Way way = new Way(group, Optional.of(relay), supply.kind(), computers);
      lines.addAll(of(way, shelves.of(relay)));
    }
    Supply source = new Supply(Supply.Kind.SOURCE, Optional.empty());
    if (counts.containsKey(source)) {
      Way way = new Way(group, Optional.empty(), source.kind(), counts.get(source));
      lines.addAll(of(way, shelves.ofSource()));
    }
    lines.addAll(cutOff(group, shares));
    return lines;
  }

  /** A way from the source to agents. */
  private record Way(
      RelayGroup group, Optional<RelayStanding> relay, Supply.Kind supply, long computers) {}

  private List<PathLine> of(Way way, Shelf shelf) {
    List<PathLine> lines = new ArrayList<>();
    shelf.expires().ifPresent(ends -> lines.add(catalog(way, shelf, ends)));
    shelf.wares().forEach(ware -> lines.add(line(way, ware)));
    return lines;
  }

  private PathLine catalog(Way way, Shelf shelf, Instant ends) {
    End end = new End(Optional.empty(), Part.CATALOG, ends, Optional.empty());
    return line(way, end, shelf.catalog());
  }

  private PathLine line(Way way, Ware ware) {
    Ware.File now = ware.now();
    Optional<String> certificate = serial(now.signature(), now.expires());
    File file = new File(now.id(), now.version(), now.serial());
    End end = new End(Optional.of(file), now.part(), now.expires(), certificate);
    return line(way, end, ware.lapse());
  }

  private PathLine line(Way way, End end, Lapse lapse) {
    return new PathLine(
        way.group(),
        way.relay(),
        way.supply(),
        end.file(),
        end.part(),
        end.at(),
        end.certificate(),
        lapse,
        way.relay().flatMap(relay -> shelves.blamed(relay, lapse)),
        way.computers());
  }

  private record End(Optional<File> file, Part part, Instant at, Optional<String> certificate) {}

  // Of agents with nobody to ask only what they hold themselves is left.
  private List<PathLine> cutOff(RelayGroup group, List<AgentShare> shares) {
    Map<HeldFile, Long> held = new LinkedHashMap<>();
    shares.stream()
        .filter(share -> share.supply().kind() == Supply.Kind.NOBODY)
        .forEach(
            share ->
                picture.holdings(share.holding()).orElse(Holdings.NONE).files().stream()
                    .forEach(file -> held.merge(file, share.computers(), Long::sum)));
    return held.entrySet().stream()
        .map(entry -> cutOff(group, entry.getKey(), entry.getValue()))
        .toList();
  }

  private PathLine cutOff(RelayGroup group, HeldFile file, long computers) {
    return new PathLine(
        group,
        Optional.empty(),
        Supply.Kind.NOBODY,
        Optional.of(new File(file.id(), file.version(), file.serial())),
        Part.of(file.first()),
        file.expires(),
        serial(file.signature(), file.expires()),
        Fates.own(file),
        Optional.empty(),
        computers);
  }

  private Optional<String> serial(Sha256 signature, Instant expires) {
    return picture
        .source()
        .offer()
        .map(offer -> offer.chain(signature))
        .flatMap(
            chain ->
                chain.stream()
                    .filter(certificate -> certificate.notAfter().equals(expires))
                    .findFirst())
        .map(CertificateFacts::serialNumber);
  }
}
