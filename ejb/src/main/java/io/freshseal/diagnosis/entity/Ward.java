package io.freshseal.diagnosis.entity;

import io.freshseal.forecast.entity.FleetPicture;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.groups.entity.RelayGroup;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Everything that a diagnosis goes by. */
public final class Ward {

  private final FleetPicture picture;
  private final Clocks clocks;
  private final Set<String> sources = new HashSet<>();
  private final Optional<UUID> own;
  private final Map<String, RelayStanding> byUrl = new HashMap<>();

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
  }

  private static String plain(String address) {
    String lower = address.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
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
