package io.freshseal.forecast;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.SourceOffer;
import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.HeldFile.ChainPlace;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Parts of fleets, for tests. */
public final class Fleets {

  public static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  /** Long before anything of a test. */
  public static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1000));

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

  /** A held file of version 1.0, the digest made of component and serial. */
  public static HeldFile held(String component, long serial, Instant expires) {
    return new HeldFile(
        new ComponentId(component),
        new ComponentVersion("1.0"),
        serial,
        Sha256.of((component + serial).getBytes(StandardCharsets.UTF_8)),
        expires,
        ChainPlace.SIGNER,
        StatusCode.OK);
  }

  /** A source that offers just these files, all signed at one time. */
  public static SourceOffer offered(Instant signed, long sequence, Holdings files) {
    Sha256 any = Sha256.of(new byte[0]);
    Catalog catalog =
        new Catalog(
            "primary",
            1,
            sequence,
            signed,
            signed.plus(Duration.ofDays(30)),
            files.files().stream().map(file -> entry(file, signed)).toList(),
            List.of(),
            Optional.empty());
    return new SourceOffer(catalog, any, any, List.of(), Map.of());
  }

  private static CatalogEntry entry(HeldFile file, Instant signed) {
    return new CatalogEntry(
        file.id(),
        ComponentKind.PATTERN,
        Platform.ANY,
        file.version(),
        1,
        Sha256.of(new byte[] {1}),
        new SignatureEntry(file.signature(), 1, file.serial(), signed, file.expires()));
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
