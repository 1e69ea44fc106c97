package io.freshseal.diagnosis.entity;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.events.entity.EventError;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.fleet.entity.RelayStatusText;
import io.freshseal.forecast.Fleets;
import io.freshseal.forecast.entity.FleetPicture;
import io.freshseal.forecast.entity.FleetPicture.Knowledge;
import io.freshseal.forecast.entity.FleetPicture.Members;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.SourceOffer;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.HeldFile.ChainPlace;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A fleet made by hand, of which the true cause is known. The source renewed everything a day ago;
 * what was valid before has run out an hour ago.
 */
final class Hospital {

  static final String SOURCE = "http://source.test/source/v1";
  static final Instant NOW = Fleets.NOW;
  static final Instant RENEWED = NOW.minus(Duration.ofDays(1));
  static final Instant RAN_OUT = NOW.minus(Duration.ofHours(1));
  static final Instant VALID = NOW.plus(Duration.ofDays(60));
  static final Duration HOUR = Duration.ofHours(1);
  static final Sha256 FRESH = digest("fresh list");
  static final Sha256 STALE = digest("stale list");

  final List<RelayGroup> groups = new ArrayList<>();
  final List<RelayStanding> relays = new ArrayList<>();
  final Map<UUID, Duration> clocks = new HashMap<>();
  int components = 2;
  SourceSight source = SourceSight.of(SOURCE, SourceSight.ANY).seen(offer(VALID, 2), NOW);
  Optional<UUID> own = Optional.empty();

  private static List<String> ids(int components) {
    return IntStream.range(0, components).mapToObj(n -> "pattern-" + n).toList();
  }

  static Sha256 digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static SourceOffer offer(Instant expires) {
    return offer(expires, 2);
  }

  static SourceOffer offer(Instant expires, int components) {
    List<CatalogEntry> entries = new ArrayList<>();
    for (String id : ids(components)) {
      entries.add(
          new CatalogEntry(
              new ComponentId(id),
              ComponentKind.PATTERN,
              new Platform("any"),
              ComponentVersion.parse("1.2").orElseThrow(),
              100,
              digest(id),
              new SignatureEntry(digest(id + " 2"), 50, 2, RENEWED, expires)));
    }
    Catalog catalog =
        new Catalog(
            "primary",
            1,
            20,
            RENEWED,
            VALID,
            entries,
            List.of(),
            Optional.of(new AnchorsEntry(3, digest("anchors"), 10)));
    return new SourceOffer(catalog, digest("envelope"), digest("payload"), List.of(), Map.of());
  }

  static Holdings held(int serial, Instant expires, int components) {
    List<HeldFile> files = new ArrayList<>();
    for (String id : ids(components)) {
      files.add(
          new HeldFile(
              new ComponentId(id),
              ComponentVersion.parse("1.2").orElseThrow(),
              serial,
              digest(id + " " + serial),
              expires,
              ChainPlace.SIGNER,
              StatusCode.OK));
    }
    return new Holdings(files);
  }

  static LastRun run(Instant at, StatusCode code, String from) {
    return new LastRun(
        at,
        EventError.of(code),
        Sentence.of(MemberSentence.ORDER_DONE),
        Optional.ofNullable(from),
        Optional.empty());
  }

  /** A run behind a relay, with the text that the relay's build gives it. */
  static LastRun behind(Instant at, StatusCode code, RelayStanding relay) {
    String text = RelayStatusText.of(code, RelayBuildTable.SEED.refreshesSignatures(relay.build()));
    return new LastRun(
        at,
        new EventError(code.code(), text),
        Sentence.of(MemberSentence.ORDER_DONE),
        Optional.of(url(relay.name())),
        Optional.of(relay.build()));
  }

  static String url(String relay) {
    return "http://" + relay + ".test/api/v1";
  }

  void group(String name, String parent) {
    groups.add(Fleets.group(name, parent, false));
  }

  RelayStanding relay(String name, String group, RelayBuild build, boolean fresh, LastRun run) {
    RelayStanding relay =
        new RelayStanding(
            Fleets.id(name),
            name,
            group,
            build,
            Optional.of(URI.create(url(name))),
            true,
            Optional.of(NOW),
            Optional.of(fresh ? FRESH : STALE),
            Optional.of(new Followed("primary", 1, 20, VALID, 3)),
            Optional.ofNullable(run));
    replace(relay);
    return relay;
  }

  void replace(RelayStanding relay) {
    relays.removeIf(other -> other.id().equals(relay.id()));
    relays.add(relay);
  }

  static RelayStanding silent(RelayStanding relay) {
    return new RelayStanding(
        relay.id(),
        relay.name(),
        relay.group(),
        relay.build(),
        relay.url(),
        false,
        Optional.of(RENEWED),
        relay.holding(),
        relay.followed(),
        relay.run());
  }

  Patient agent(String name, String group, LastRun run) {
    return agent(name, group, run, 3);
  }

  Patient agent(String name, String group, LastRun run, long anchors) {
    return new Patient(
        Fleets.id(name),
        name,
        group,
        false,
        Optional.ofNullable(run),
        new Patient.Body(
            Optional.of(FRESH), Optional.of(new Followed("primary", 1, 20, VALID, anchors))));
  }

  Ward ward() {
    if (components > 2) {
      source = source.seen(offer(VALID, components), NOW);
    }
    FleetPicture picture =
        new FleetPicture(
            NOW,
            new Members(new GroupTree(groups), relays, List.of()),
            Map.of(FRESH, held(2, VALID, components), STALE, held(1, RAN_OUT, components)),
            new Knowledge(RelayBuildTable.SEED, source));
    return new Ward(picture, new Clocks(clocks), Set.of(SOURCE), own);
  }

  Finding examine(Patient patient) {
    return new Examination(ward()).of(patient);
  }
}
