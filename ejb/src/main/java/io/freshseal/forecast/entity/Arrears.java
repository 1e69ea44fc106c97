package io.freshseal.forecast.entity;

import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is behind the source, measured against what it offers and not against relays.
 *
 * @param known whether it is known what the source offers now; else nobody is called current
 * @param current agents that hold all of it
 * @param unknown agents of which it is not known what they hold, or what they should
 * @param behind the others, those that are alike together, the furthest behind first
 */
public record Arrears(boolean known, long current, long unknown, List<Behind> behind) {

  /** Agents that are behind alike. */
  public record Behind(AgentShare share, Lag lag) {
    public Behind {
      Objects.requireNonNull(share);
      Objects.requireNonNull(lag);
    }
  }

  public Arrears {
    behind = List.copyOf(behind);
  }

  /**
   * Compares a fleet with the source.
   *
   * @param group of these agents alone
   */
  public static Arrears of(FleetPicture picture, Optional<String> group) {
    Optional<SourceOffer> offer = picture.source().offer();
    boolean known = picture.source().isCurrent();
    SourcePast past = picture.source().past();
    Map<Sha256, Optional<Lag>> lags = new HashMap<>();
    List<Behind> behind = new ArrayList<>();
    long current = 0;
    long unknown = 0;
    for (AgentShare share : picture.agentsOf(group)) {
      Optional<Holdings> held = picture.holdings(share.holding());
      if (held.isEmpty() || offer.isEmpty()) {
        unknown += share.computers();
        continue;
      }
      Optional<Lag> lag =
          lags.computeIfAbsent(
              share.holding().get(), digest -> Lag.of(held.get(), offer.get(), past));
      lag.map(found -> share.joined().map(found::notBefore).orElse(found))
          .ifPresent(found -> behind.add(new Behind(share, found)));
      current += lag.isEmpty() && known ? share.computers() : 0;
      unknown += lag.isEmpty() && !known ? share.computers() : 0;
    }
    behind.sort(
        Comparator.comparing((Behind one) -> one.lag().since())
            .thenComparing(one -> one.share().example()));
    return new Arrears(known, current, unknown, behind);
  }

  /** How many agents are behind. */
  public long computers() {
    return behind.stream().mapToLong(one -> one.share().computers()).sum();
  }

  /** How many are behind for longer than that. */
  public long longerThan(Duration time, Instant now) {
    return behind.stream()
        .filter(one -> one.lag().since().plus(time).isBefore(now))
        .mapToLong(one -> one.share().computers())
        .sum();
  }
}
