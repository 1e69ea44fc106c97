package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.SignatureSeries;
import io.freshseal.vault.entity.ServedCatalog;
import io.freshseal.vault.entity.SignaturePick;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreMemory;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What k of N signature files cost on the wire: requests, and bytes of bodies and of request lines,
 * counted at the server.
 */
class SeriesScaleTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Sha256 CATALOG = Sha256.of(new byte[] {1});
  private static final int FILES = 16;

  @TempDir Path folder;
  private final List<byte[]> files = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private Catalog catalog;
  private Snapshot snapshot;

  @BeforeEach
  void serve() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < FILES; i++) {
      byte[] file = new byte[1800 + random.nextInt(800)];
      random.nextBytes(file);
      files.add(file);
      Files.write(folder.resolve(Sha256.of(file).hex()), file);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void offer(int components) {
    List<CatalogEntry> entries = new ArrayList<>();
    for (int i = 0; i < components; i++) {
      byte[] file = files.get(i % FILES);
      entries.add(
          new CatalogEntry(
              new ComponentId("component-%06d".formatted(i)),
              ComponentKind.PATTERN,
              Platform.ANY,
              new ComponentVersion("1.0"),
              100,
              CATALOG,
              new SignatureEntry(Sha256.of(file), file.length, 2, NOW, NOW.plusSeconds(60))));
    }
    catalog =
        new Catalog(
            "primary", 1, 1, NOW, NOW.plusSeconds(60), entries, List.of(), Optional.empty());
    ObjectEntry name = new ObjectEntry(CATALOG, 1);
    snapshot =
        new Snapshot(
            new StoreState(
                Optional.of(new ServedCatalog(name, name)),
                List.of(),
                List.of(),
                StoreMemory.none()),
            catalog);
  }

  private Optional<Path> find(Sha256 digest) {
    Path file = folder.resolve(digest.hex());
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      URI uri = exchange.getRequestURI();
      assertThat(uri.toString().length()).isLessThan(6200);
      Map<String, String> parameters = new HashMap<>();
      if (uri.getRawQuery() != null) {
        for (String parameter : uri.getRawQuery().split("&")) {
          parameters.put(parameter.split("=")[0], parameter.split("=")[1]);
        }
      }
      SignaturePick pick =
          SignaturePick.parse(
                  catalog.components().size(),
                  Optional.ofNullable(parameters.get("from")),
                  Optional.ofNullable(parameters.get("to")),
                  Optional.ofNullable(parameters.get("pick")))
              .orElseThrow();
      SignatureSeries series = new SignatureSeries(CATALOG, catalog, pick, snapshot, this::find);
      exchange.getResponseHeaders().set("Content-Type", SignatureSeries.MEDIA_TYPE);
      exchange.sendResponseHeaders(200, series.length());
      sent.addAndGet(series.length() + uri.toString().length());
      series.writeTo(exchange.getResponseBody());
    }
  }

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({
    "10, 2, 1",
    "10, 5, 1",
    "10, 10, 1",
    "1000, 1, 1",
    "1000, 10, 1",
    "1000, 500, 1",
    "1000, 1000, 1",
    "100000, 1, 1",
    "100000, 10, 1",
    "100000, 50000, 3",
    "100000, 100000, 1"
  })
  void kOfN_costThreeRequestsAtMost_andHardlyMoreThanTheirBytes(
      int components, int count, int expected) throws IOException {
    offer(components);
    Random random = new Random(7);
    BitSet wanted = new BitSet();
    if (count == components) {
      wanted.set(0, components);
    }
    while (wanted.cardinality() < count) {
      wanted.set(random.nextInt(components));
    }
    BitSet taken = new BitSet();
    AtomicLong useful = new AtomicLong();
    HttpUpdateSource source =
        new HttpUpdateSource(
            BaseUrl.parse("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1")
                .orElseThrow(),
            TransferLimits.DEFAULT);

    SeriesAnswer answer =
        source.fetchSignatures(
            new SeriesRequest(CATALOG, catalog.components(), wanted),
            (place, file) -> {
              assertThat(taken.get(place)).isFalse();
              taken.set(place);
              useful.addAndGet(file.bytes().length);
              return Arrays.equals(file.bytes(), files.get(place % FILES));
            });

    assertThat(answer.failure()).isEmpty();
    assertThat(taken).isEqualTo(wanted);
    assertThat(requests.get()).isEqualTo(expected).isEqualTo((int) answer.requests());
    assertThat(sent.get()).isBetween(useful.get(), useful.get() * 11 / 10);
  }
}
