package io.freshseal.forecast.entity;

import static io.freshseal.forecast.Fleets.NEW;
import static io.freshseal.forecast.Fleets.OLD;
import static io.freshseal.forecast.Fleets.group;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.events.entity.EventError;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.forecast.Fleets;
import io.freshseal.forecast.control.OfferReader;
import io.freshseal.forecast.control.PictureTaking;
import io.freshseal.forecast.control.SourceWatch;
import io.freshseal.forecast.entity.FleetPicture.Knowledge;
import io.freshseal.forecast.entity.FleetPicture.Members;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.control.HoldingsReading;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Standing;
import io.freshseal.replication.control.BytesAnswer;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.ReplicationBench;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.control.VaultSource;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A small fleet with real stores, real signatures and the real replication: groups, relays of both
 * builds and agents as chance has them, with a past in which some slept and the source renewed.
 */
final class RehearsedFleet implements AutoCloseable {

  final ReplicationBench bench;
  final List<RelayGroup> groups = new ArrayList<>();
  final List<Member> relays = new ArrayList<>();
  final List<Member> agents = new ArrayList<>();
  final List<String> story = new ArrayList<>();
  private final Random chance;
  private final Map<String, Duration> validities = new LinkedHashMap<>();
  private SourceSight sight = SourceSight.of("source", SourceSight.ANY);

  /** A relay or an agent. */
  static final class Member {
    final String name;
    final String group;
    final RelayBuild build;
    final Vault vault;
    boolean silent;
    Optional<LastRun> run = Optional.empty();

    Member(String name, String group, RelayBuild build, Vault vault) {
      this.name = name;
      this.group = group;
      this.build = build;
      this.vault = vault;
    }

    UUID id() {
      return Fleets.id(name);
    }

    boolean refreshes() {
      return RelayBuildTable.SEED.refreshesSignatures(build);
    }
  }

  RehearsedFleet(Path folder, long seed) throws IOException {
    chance = new Random(seed);
    bench = new ReplicationBench(folder);
    bench.upstream.catalogValidity = days(6, 40);
    people();
    for (int i = 0; i <= chance.nextInt(3); i++) {
      offer("part-" + i, 1);
    }
    bench.upstream.publish();
    relays.forEach(this::update);
    agents.forEach(this::update);
    live();
  }

  private Duration days(int least, int most) {
    return Duration.ofDays(least + chance.nextInt(most - least + 1));
  }

  private void people() throws StorageException {
    groups.add(group("head", null, chance.nextBoolean()));
    groups.add(group("site", chance.nextInt(4) == 0 ? null : "head", chance.nextBoolean()));
    groups.add(group("branch", chance.nextBoolean() ? "site" : "head", chance.nextBoolean()));
    for (RelayGroup group : groups) {
      for (int i = 0; i <= chance.nextInt(2); i++) {
        String name = group.name() + "-relay-" + i;
        RelayBuild build = chance.nextInt(3) == 0 ? OLD : NEW;
        relays.add(new Member(name, group.id(), build, bench.vault(name)));
        story.add(name + " " + build + " below " + group.parent().orElse("the source"));
      }
      String name = group.name() + "-agent";
      agents.add(new Member(name, group.id(), NEW, bench.vault(name)));
    }
  }

  private void offer(String component, int version) {
    Duration validity = validities.computeIfAbsent(component, name -> days(6, 60));
    bench.upstream.signatureValidity = validity;
    byte[] content = ReplicationBench.content(component + version, 64);
    bench.upstream.offer(component, version + ".0", content);
  }

  private void renew(String component) {
    bench.upstream.signatureValidity = validities.get(component);
    bench.upstream.renew(component);
  }

  // Some days in which everybody does something, or sleeps.
  private void live() throws StorageException {
    for (int step = 0; step < 3; step++) {
      bench.advance(days(0, 9));
      for (String component : validities.keySet()) {
        int luck = chance.nextInt(4);
        if (luck == 0) {
          offer(component, step + 2);
        } else if (luck < 3) {
          renew(component);
        }
      }
      // What nobody has published yet, nobody can forecast.
      if (step == 2 || chance.nextInt(4) > 0) {
        bench.upstream.publish();
      }
      for (Member relay : relays) {
        if (chance.nextInt(3) > 0) {
          update(relay);
        }
      }
      agents.stream().filter(agent -> chance.nextBoolean()).forEach(this::update);
    }
    relays.forEach(relay -> relay.silent = chance.nextInt(8) == 0);
    bench.advance(days(0, 3));
  }

  /** Updates from whom the picture says; empty where there is nobody to ask. */
  Optional<RunOutcome> update(Member member) {
    boolean relay = relays.contains(member);
    return source(member, relay)
        .map(
            from -> {
              RunOutcome outcome =
                  bench.run(
                      member.vault,
                      from,
                      relay ? RunPolicy.relay(member.refreshes()) : RunPolicy.agent());
              member.run = Optional.of(run(outcome));
              return outcome;
            });
  }

  private Optional<UpdateSource> source(Member member, boolean relay) {
    FleetPicture now = who();
    Supply supply =
        relay
            ? now.supplyOf(now.relay(member.id()).orElseThrow())
            : now.supplyOf(member.id(), member.group);
    return switch (supply.kind()) {
      case SOURCE -> Optional.of(bench.upstream);
      case NOBODY -> Optional.empty();
      case RELAY ->
          relays.stream()
              .filter(one -> one.id().equals(supply.relay().orElseThrow()))
              .findFirst()
              .map(one -> new VaultSource(one.vault, one.build.text()));
    };
  }

  private LastRun run(RunOutcome outcome) {
    return new LastRun(
        bench.clock.instant(),
        EventError.of(outcome.code()),
        Sentence.of(MemberSentence.ORDER_DONE),
        Optional.empty(),
        Optional.empty());
  }

  /** The source does what it should until that day, and every relay that is heard follows. */
  void goOnUntil(Instant day, boolean renewing) {
    relays.stream().filter(relay -> !relay.silent).forEach(this::update);
    while (bench.clock.instant().isBefore(day)) {
      Instant next = bench.clock.instant().plus(Duration.ofDays(1));
      bench.clock.set(next.isBefore(day) ? next : day);
      if (renewing && renewDue()) {
        relays.stream().filter(relay -> !relay.silent).forEach(this::update);
      }
    }
    relays.stream().filter(relay -> !relay.silent).forEach(this::update);
  }

  private boolean renewDue() {
    Instant now = bench.clock.instant();
    List<String> due =
        bench.upstream.entries().stream()
            .filter(entry -> isDue(entry, now))
            .map(entry -> entry.id().text())
            .toList();
    due.forEach(this::renew);
    Instant half = published.plus(bench.upstream.catalogValidity.dividedBy(2));
    boolean publishes = !due.isEmpty() || !now.isBefore(half);
    if (publishes) {
      bench.upstream.publish();
      published = now;
    }
    return publishes;
  }

  private Instant published = Instant.MIN;

  private boolean isDue(CatalogEntry entry, Instant now) {
    Duration third = validities.get(entry.id().text()).dividedBy(3);
    return !now.plus(third).isBefore(entry.signature().expires());
  }

  /**
   * The components of which a store says at the clock's time that their certificate has run out.
   */
  Set<ComponentId> expired(Member member) throws StorageException {
    return standing(member).holdings().files().stream()
        .filter(file -> file.code() == StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE)
        .map(HeldFile::id)
        .collect(Collectors.toSet());
  }

  private Standing standing(Member member) throws StorageException {
    return new HoldingsReading().read(member.vault, bench.trust, bench.clock);
  }

  private FleetPicture who() {
    List<RelayStanding> standings =
        relays.stream().map(relay -> standing(relay, Optional.empty())).toList();
    return new FleetPicture(
        bench.clock.instant(),
        new Members(new GroupTree(groups), standings, List.of()),
        Map.of(),
        new Knowledge(RelayBuildTable.SEED, sight));
  }

  private RelayStanding standing(Member relay, Optional<Standing> told) {
    return new RelayStanding(
        relay.id(),
        relay.name,
        relay.group,
        relay.build,
        Optional.of(URI.create("http://" + relay.name + ".test/api/v1")),
        !relay.silent,
        Optional.of(bench.clock.instant()),
        told.map(Standing::digest),
        told.flatMap(Standing::followed),
        relay.run);
  }

  /** What a manager knows now that heard everybody a moment ago. */
  FleetPicture picture() throws StorageException {
    Map<Sha256, Holdings> holdings = new HashMap<>();
    List<RelayStanding> standings = new ArrayList<>();
    for (Member relay : relays) {
      Standing told = standing(relay);
      holdings.put(told.digest(), told.holdings());
      standings.add(standing(relay, Optional.of(told)));
    }
    List<AgentLine> lines = new ArrayList<>();
    for (Member agent : agents) {
      Standing told = standing(agent);
      holdings.put(told.digest(), told.holdings());
      lines.add(
          new AgentLine(
              agent.id(),
              agent.group,
              Optional.of(told.digest()),
              told.followed().map(f -> new CatalogPoint(f.epoch(), f.sequence())),
              false,
              Fleets.LONG_AGO));
    }
    sight = new SourceWatch().look(reader(), sight, bench.trust, bench.clock.instant());
    return new PictureTaking(
            bench.clock.instant(),
            new Members(new GroupTree(groups), standings, List.of()),
            lines,
            new Knowledge(RelayBuildTable.SEED, sight))
        .done(holdings);
  }

  private OfferReader reader() {
    return new OfferReader() {
      @Override
      public CatalogAnswer catalog(Optional<String> etag) {
        return bench.upstream.fetchCatalog(etag);
      }

      @Override
      public Optional<byte[]> signature(Sha256 digest, long size) {
        return bench.upstream.fetchBytes(digest, size) instanceof BytesAnswer.Fetched fetched
            ? Optional.of(fetched.bytes())
            : Optional.empty();
      }
    };
  }

  @Override
  public void close() throws StorageException {
    bench.close();
  }
}
