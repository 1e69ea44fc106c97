package io.freshseal.forecast;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.Followed;
import io.freshseal.shared.entity.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Parts of fleets, for tests. */
public final class Fleets {

  public static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  public static final RelayBuild OLD = RelayBuild.parse("20.0.0-1336").orElseThrow();
  public static final RelayBuild NEW = RelayBuild.parse("20.0.0-1337").orElseThrow();

  private Fleets() {}

  /** A group whose id is its name. */
  public static RelayGroup group(String name, String parent, boolean fallback) {
    return new RelayGroup(
        name, new GroupValues(name, "", Optional.ofNullable(parent), fallback), NOW);
  }

  /** The id of a computer of this name. */
  public static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A relay that is heard and serves. */
  public static RelayStanding relay(
      String name, String group, RelayBuild build, Optional<Sha256> holding) {
    return new RelayStanding(
        id(name),
        name,
        group,
        build,
        Optional.of(URI.create("http://" + name + ".test/api/v1")),
        true,
        Optional.of(NOW),
        holding,
        Optional.empty(),
        Optional.empty());
  }

  /** The same, following a catalog. */
  public static RelayStanding following(RelayStanding relay, Followed followed) {
    return new RelayStanding(
        relay.id(),
        relay.name(),
        relay.group(),
        relay.build(),
        relay.url(),
        relay.reachable(),
        relay.seen(),
        relay.holding(),
        Optional.of(followed),
        relay.run());
  }

  /** The same, not heard any more. */
  public static RelayStanding silent(RelayStanding relay) {
    return new RelayStanding(
        relay.id(),
        relay.name(),
        relay.group(),
        relay.build(),
        relay.url(),
        false,
        relay.seen(),
        relay.holding(),
        relay.followed(),
        relay.run());
  }
}
