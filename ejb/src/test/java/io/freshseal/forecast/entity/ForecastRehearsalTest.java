package io.freshseal.forecast.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.forecast.entity.RehearsedFleet.Member;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a forecast says of a day is what the fleet does when that day has come: the same stores, the
 * same judges, over fleets and pasts as chance has them.
 */
class ForecastRehearsalTest {

  private static final int FLEETS = Boolean.getBoolean("freshseal.long") ? 400 : 8;

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, FLEETS);
  }

  private static Duration ahead(long seed) {
    return Duration.ofDays(1 + seed * 7 % 45).plusHours(seed % 5);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void without_any_fetching_the_day_is_as_forecast(long seed) throws IOException {
    try (RehearsedFleet fleet = new RehearsedFleet(folder, seed)) {
      Forecast forecast = new Forecast(fleet.picture(), Assumption.NOTHING_FETCHED);
      fleet.bench.advance(ahead(seed));

      holds(forecast, fleet);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void with_relays_that_renew_the_day_is_as_forecast(long seed) throws IOException {
    try (RehearsedFleet fleet = new RehearsedFleet(folder, seed + 1000)) {
      FleetPicture picture = fleet.picture();
      Forecast forecast = new Forecast(picture, Assumption.RELAYS_RENEW);
      Instant day = fleet.bench.clock.instant().plus(ahead(seed));
      fleet.goOnUntil(day, picture.source().renews(picture.at()));

      holds(forecast, fleet);
    }
  }

  private static void holds(Forecast forecast, RehearsedFleet fleet) throws StorageException {
    Instant day = fleet.bench.clock.instant();
    for (Member relay : fleet.relays) {
      RelayStanding standing = forecast.picture().relay(relay.id()).orElseThrow();
      Set<ComponentId> refused =
          forecast.shelf(standing).wares().stream()
              .filter(ware -> ware.lapse().refusesAt(day))
              .map(Ware::id)
              .collect(Collectors.toSet());
      assertThat(refused).as(relay.name + fleet.story).isEqualTo(fleet.expired(relay));
    }
    for (Member agent : fleet.agents) {
      AgentShare share = share(forecast, agent);
      Optional<Boolean> refused = refused(fleet, agent);
      if (refused.isPresent()) {
        boolean refuses = forecast.first(share).orElseThrow().refusesAt(day);
        assertThat(refuses).as(agent.name + fleet.story).isEqualTo(refused.get());
      }
    }
  }

  private static AgentShare share(Forecast forecast, Member agent) {
    return forecast.picture().agents().stream()
        .filter(share -> share.group().equals(agent.group))
        .findFirst()
        .orElseThrow();
  }

  // Without anybody to ask, an agent can only judge what it holds. One whose relay has fallen
  // silent
  // may be handed what is older than what it has; that is refused, but not for a date.
  private static Optional<Boolean> refused(RehearsedFleet fleet, Member agent)
      throws StorageException {
    Optional<StatusCode> code = fleet.update(agent).map(RunOutcome::code);
    if (code.isEmpty()) {
      return Optional.of(!fleet.expired(agent).isEmpty());
    }
    return code.filter(c -> c != StatusCode.ROLLBACK).map(c -> c != StatusCode.OK);
  }
}
