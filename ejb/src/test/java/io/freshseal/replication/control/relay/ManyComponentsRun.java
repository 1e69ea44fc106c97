package io.freshseal.replication.control.relay;

import com.sun.management.OperatingSystemMXBean;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.settings.control.SettingLayers;
import io.freshseal.settings.control.SettingsOutcome;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.StartValues;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A relay behind {@link ManyComponents} as a program of its own, which measures what its runs cost.
 * Prints a row for each: what changed, how it ended, milliseconds that passed, milliseconds of the
 * processor, requests, bytes, megabytes of heap that are kept after it and were used at most, and
 * the bytes of the signature files that the source had signed anew.
 */
final class ManyComponentsRun implements RelayPorts {

  private final URI source;
  private final TrustAnchors anchors;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile RunView last;

  private ManyComponentsRun(URI source, TrustAnchors anchors) {
    this.source = source;
    this.anchors = anchors;
  }

  /**
   * Runs.
   *
   * @param arguments folder of the source, its URL, folder of the relay, how many components
   */
  public static void main(String[] arguments) throws Exception {
    TrustAnchors anchors =
        TrustAnchors.parse(Files.readAllBytes(Path.of(arguments[0]).resolve("anchors.pem")))
            .toOptional()
            .orElseThrow();
    ManyComponentsRun ports = new ManyComponentsRun(URI.create(arguments[1]), anchors);
    int count = Integer.parseInt(arguments[3]);
    StorePlaces places = StorePlaces.in(Path.of(arguments[2]));
    try (Vault vault = Vault.open(places, Clock.systemUTC())) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      Relay relay = ports.relay(vault, threads);
      ports.measure(relay, "first");
      for (int i = 0; i < 5; i++) {
        ports.measure(relay, "nothing");
      }
      ports.order("renew/7/8");
      ports.measure(relay, "one-renewed");
      ports.order("change/9");
      ports.measure(relay, "one-changed");
      ports.measure(relay, "nothing");
      if (!Boolean.getBoolean("freshseal.few")) {
        ports.order("renew/0/" + count);
        ports.measure(relay, "all-renewed");
        ports.measure(relay, "nothing");
      }
      threads.shutdownNow();
    }
    try (Vault vault = Vault.open(places, Clock.systemUTC())) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      Relay relay = ports.relay(vault, threads);
      ports.measure(relay, "nothing-after-a-start");
      ports.measure(relay, "nothing");
      threads.shutdownNow();
    }
  }

  private Relay relay(Vault vault, ExecutorService threads) {
    return new Relay(
        vault, this, Clock.systemUTC(), new HttpSources(() -> List.of(), Optional::empty), threads);
  }

  private String order(String order) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(source + "/control/" + order)).build(),
            BodyHandlers.ofString())
        .body();
  }

  private void measure(Relay relay, String name) throws IOException, InterruptedException {
    order("requests");
    String signed = order("signed");
    System.gc();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
    long processor = processor();
    long began = System.nanoTime();
    relay.await(relay.order(Trigger.TIMER));
    long passed = System.nanoTime() - began;
    processor = processor() - processor;
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.gc();
    long kept = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.println(
        "| %s | %s | %d | %d | %s | %d | %d | %d | %s |"
            .formatted(
                name,
                last.state(),
                passed / 1_000_000,
                processor / 1_000_000,
                order("requests"),
                last.progress().traffic(),
                kept / 1_000_000,
                peak / 1_000_000,
                signed));
  }

  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  @Override
  public Settings settings() {
    return SettingLayers.of(
            StartValues.of(Map.of("freshseal.relay.source", source.toString()), Map.of()))
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
    return Verdict.accept(TrustBasis.of(anchors));
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
    return true;
  }

  @Override
  public void release() {
    // One node in the world.
  }

  @Override
  public void record(SystemEvent event) {
    // Nobody reads them.
  }

  @Override
  public void keep(RunView run) {
    last = run;
  }

  @Override
  public Optional<RunView> newest() {
    return Optional.ofNullable(last);
  }

  @Override
  public boolean project(List<Holding> holdings) {
    return true;
  }
}
