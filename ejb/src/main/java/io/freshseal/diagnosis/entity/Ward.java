package io.freshseal.diagnosis.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.forecast.entity.FleetPicture;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.SourceOffer;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Everything that a diagnosis goes by. What is asked again for each of ten thousand computers is
 * found out once. Not for several threads.
 */
public final class Ward {

  private final FleetPicture picture;
  private final Clocks clocks;
  private final Set<String> sources = new HashSet<>();
  private final Optional<UUID> own;
  private final Map<String, RelayStanding> byUrl = new HashMap<>();
  private final Map<ComponentId, CatalogEntry> offered = new HashMap<>();
  private final List<CatalogEntry> expiredOffers;
  private final Map<Sha256, List<HeldFile>> expired = new HashMap<>();
  private final Map<Object, Blame> blames = new HashMap<>();

  /**
   * Puts it together.
   *
   * @param sources the addresses under which the primary source is reached
   * @param own id of the computer that is the manager's own process, if it is a relay
   */
  public Ward(FleetPicture picture, Clocks clocks, Set<String> sources, Optional<UUID> own) {
    this.picture = Objects.requireNonNull(picture);
    this.clocks = Objects.requireNonNull(clocks);
    this.own = own;
    sources.forEach(source -> this.sources.add(plain(source)));
    picture
        .relays()
        .forEach(r -> r.url().map(URI::toString).ifPresent(u -> byUrl.put(plain(u), r)));
    Optional<SourceOffer> offer = picture.source().offer();
    offer.ifPresent(o -> o.catalog().components().forEach(e -> offered.put(e.id(), e)));
    expiredOffers =
        offered.values().stream()
            .filter(entry -> isOver(entry.signature().expires()))
            .sorted(Comparator.comparing(CatalogEntry::id))
            .toList();
  }

  private static String plain(String address) {
    String lower = address.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** Whether it is known what a relay holds, and nothing of what is offered has run out there. */
  public boolean isFresh(UUID relay) {
    return picture
        .relay(relay)
        .flatMap(r -> expired(r.holding()))
        .filter(List::isEmpty)
        .isPresent();
  }

  FleetPicture picture() {
    return picture;
  }

  Clocks clocks() {
    return clocks;
  }

  /** The right time, as far as anybody knows it. */
  Instant now() {
    return picture.at().plus(clocks.managerBehind());
  }

  boolean isOver(Instant end) {
    return !end.isAfter(now());
  }

  /** What the source offers of a component. */
  Optional<CatalogEntry> offered(ComponentId id) {
    return Optional.ofNullable(offered.get(id));
  }

  Collection<CatalogEntry> offered() {
    return offered.values();
  }

  /** What the source itself offers although it has run out. */
  List<CatalogEntry> expiredOffers() {
    return expiredOffers;
  }

  /** What has run out of a list and is still offered; empty if the list is not known. */
  Optional<List<HeldFile>> expired(Optional<Sha256> holding) {
    Optional<Holdings> held = picture.holdings(holding);
    return held.map(files -> expired.computeIfAbsent(holding.orElseThrow(), d -> expired(files)));
  }

  private List<HeldFile> expired(Holdings held) {
    return held.files().stream()
        .filter(f -> isOver(f.expires()) && (offered.isEmpty() || offered.containsKey(f.id())))
        .sorted(Comparator.comparing(HeldFile::expires).thenComparing(HeldFile::id))
        .toList();
  }

  /** The same answer to the same question. */
  Blame once(Object question, Supplier<Blame> answer) {
    Blame known = blames.get(question);
    if (known == null) {
      known = answer.get();
      blames.put(question, known);
    }
    return known;
  }

  boolean isOwn(UUID computer) {
    return own.filter(computer::equals).isPresent();
  }

  /** By how much a computer's clock is ahead of the right time. */
  Duration ahead(UUID computer) {
    return isOwn(computer) ? clocks.managerBehind().negated() : clocks.ahead(computer);
  }

  /** Whether it is ahead or behind by more than clocks may differ. */
  boolean isOff(UUID computer) {
    return ahead(computer).abs().compareTo(Clocks.TOLERANCE) > 0;
  }

  boolean isSource(String address) {
    return sources.contains(plain(address));
  }

  Optional<RelayStanding> relayAt(String address) {
    return Optional.ofNullable(byUrl.get(plain(address)));
  }

  String sourceName() {
    return picture.source().address().orElse("?");
  }

  Optional<RelayGroup> group(String id) {
    return picture.groups().find(id);
  }
}
