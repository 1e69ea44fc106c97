package io.freshseal.replication.control.relay;

import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.replication.control.UpstreamSimulator;
import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.settings.control.SettingLayers;
import io.freshseal.settings.control.SettingsOutcome;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.control.StartValues;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

/** A relay with a source and a process around it, all in memory but for its store. */
final class RelayBench implements AutoCloseable {

  static final Instant START = Instant.parse("2030-06-01T12:00:00Z");

  final SettableClock clock = new SettableClock(START);
  final UpstreamSimulator upstream;
  final Vault vault;
  final Relay relay;
  final Map<UUID, SystemEvent> events = new LinkedHashMap<>();
  final List<RunView> runs = new ArrayList<>();
  final Deque<Runnable> waiting = new ArrayDeque<>();
  Verdict<TrustAnchors> anchors;
  String build = "20.0.0-1337";
  String mode = "full";
  boolean leased = true;
  int claims;
  Runnable whenAnchorsAreAskedFor = () -> {};
  boolean hasThreads = true;
  List<Holding> projection = List.of();
  int projections;

  RelayBench(Path folder) throws IOException {
    upstream = new UpstreamSimulator(SigningAuthority.own(folder.resolve("keys"), START), clock);
    anchors = Verdict.accept(upstream.anchors());
    vault = Vault.open(StorePlaces.in(folder.resolve("relay")), clock);
    relay = new Relay(vault, new Ports(), clock, url -> upstream, this::take);
  }

  private void take(Runnable work) {
    if (!hasThreads) {
      throw new RejectedExecutionException("no thread");
    }
    waiting.add(work);
  }

  void offer(String id, String version) {
    upstream.offer(id, version, (id + version).getBytes(StandardCharsets.UTF_8));
    upstream.publish();
  }

  void renew(String id) {
    upstream.renew(id);
    upstream.publish();
  }

  /** Orders a run and does all the work that waits. */
  RunView run(Trigger trigger) {
    relay.order(trigger);
    work();
    return runs.get(runs.size() - 1);
  }

  void work() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  List<SystemEvent> events(EventType type) {
    return events.values().stream().filter(event -> event.type() == type).toList();
  }

  @Override
  public void close() throws IOException {
    vault.close();
  }

  private final class Ports implements RelayPorts {

    @Override
    public Settings settings() {
      return SettingLayers.of(
              StartValues.of(
                  Map.of("freshseal.relay.build", build, "freshseal.relay.mode", mode), Map.of()))
          .validate()
          .fold(
              SettingsOutcome.Valid::settings,
              invalid -> {
                throw new AssertionError(invalid.problems());
              });
    }

    @Override
    public RelayBuildTable builds() {
      return RelayBuildTable.SEED;
    }

    @Override
    public Verdict<TrustBasis> trust() {
      whenAnchorsAreAskedFor.run();
      return anchors.map(TrustBasis::of);
    }

    @Override
    public Upstream upstream() {
      return Upstream.NONE;
    }

    @Override
    public String node() {
      return "node";
    }

    @Override
    public boolean claim() {
      claims++;
      return leased;
    }

    @Override
    public void release() {
      // One node in the world.
    }

    @Override
    public void record(SystemEvent event) {
      events.putIfAbsent(event.key(), event);
    }

    @Override
    public void keep(RunView run) {
      runs.add(run);
    }

    @Override
    public Optional<RunView> newest() {
      return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }

    @Override
    public boolean project(List<Holding> holdings) {
      projection = holdings;
      projections++;
      return true;
    }
  }
}
