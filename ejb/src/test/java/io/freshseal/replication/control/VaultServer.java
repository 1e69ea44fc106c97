package io.freshseal.replication.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.FormerCatalogs;
import io.freshseal.vault.control.SignatureSeries;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.SignaturePick;
import io.freshseal.vault.entity.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store behind a real HTTP server on loopback, as a relay serves it; remembers what it was asked
 * for, and can be told to break off or to be an older one.
 */
final class VaultServer implements AutoCloseable {

  private final Vault vault;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final FormerCatalogs former = new FormerCatalogs();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final AtomicLong bodyBytes = new AtomicLong();

  /** Whether it knows series of signature files. */
  volatile boolean knowsSeries = true;

  /** Series break off after so many bytes. */
  volatile long cutSeries = Long.MAX_VALUE;

  /** Whether it answers with deltas to what a reader holds and it holds too. */
  volatile boolean makesDeltas = true;

  /** Whether it answers with {@code zstd} to who takes it. */
  volatile boolean makesZstd;

  /** Has deltas make another catalog than the one meant. */
  volatile boolean spoilsCatalogDeltas;

  /** What was answered by a delta since the last time. */
  final List<String> deltas = new CopyOnWriteArrayList<>();

  /** What happens once between a catalog and whatever is asked for next. */
  volatile Runnable afterCatalog = () -> {};

  private record Answer(int status, String type, Optional<Long> serial, byte[] body) {

    static final Answer NOTHING =
        new Answer(404, "application/json", Optional.empty(), new byte[0]);

    static Answer bytes(Path file) throws IOException {
      return new Answer(
          200, "application/octet-stream", Optional.empty(), Files.readAllBytes(file));
    }
  }

  VaultServer(Vault vault) throws IOException {
    this.vault = vault;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  HttpUpdateSource source() {
    return new HttpUpdateSource(
        BaseUrl.parse("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1")
            .orElseThrow(),
        TransferLimits.DEFAULT);
  }

  /** What was asked for since the last time, without the base. */
  List<String> takeAsked() {
    List<String> taken = List.copyOf(asked);
    asked.clear();
    deltas.clear();
    bodyBytes.set(0);
    return taken;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath().substring("/api/v1/".length());
      String query = exchange.getRequestURI().getRawQuery();
      asked.add(query == null ? path : path + "?" + query);
      Snapshot snapshot = vault.snapshot().orElseThrow();
      String tag = '"' + snapshot.catalogDigest().hex() + '"';
      if (path.equals("catalog")
          && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      Answer answer = coded(exchange, path, answer(path, query, snapshot));
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      answer
          .serial()
          .ifPresent(
              serial ->
                  exchange
                      .getResponseHeaders()
                      .set("Freshseal-Signature-Serial", String.valueOf(serial)));
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      if (path.equals("catalog")) {
        afterCatalog.run();
        afterCatalog = () -> {};
      }
      boolean series = path.endsWith("/signatures");
      int length = (int) Math.min(answer.body().length, series ? cutSeries : Integer.MAX_VALUE);
      bodyBytes.addAndGet(length);
      exchange.getResponseBody().write(answer.body(), 0, length);
    }
  }

  private Answer coded(HttpExchange exchange, String path, Answer whole) throws IOException {
    String codings = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    Answer answer = delta(exchange, path, whole);
    if (answer != whole || !makesZstd || codings == null || !codings.contains("zstd")) {
      return answer;
    }
    exchange.getResponseHeaders().set("Content-Encoding", "zstd");
    return new Answer(
        200, whole.type(), Optional.empty(), TestDelta.frame(new byte[0], whole.body()));
  }

  private Answer delta(HttpExchange exchange, String path, Answer whole) throws IOException {
    String dictionary = exchange.getRequestHeaders().getFirst("Available-Dictionary");
    if (dictionary == null || !makesDeltas || whole.status() != 200) {
      return whole;
    }
    byte[] digest = Base64.getDecoder().decode(dictionary.substring(1, dictionary.length() - 1));
    Optional<Path> held = vault.objects().find(Sha256.ofDigest(digest));
    if (held.isEmpty()) {
      return whole;
    }
    byte[] wanted = whole.body().clone();
    if (path.equals("catalog") && spoilsCatalogDeltas) {
      wanted[wanted.length / 2] ^= 1;
    }
    deltas.add(path);
    exchange.getResponseHeaders().set("Content-Encoding", "dcz");
    return new Answer(
        200, whole.type(), Optional.empty(), TestDelta.of(Files.readAllBytes(held.get()), wanted));
  }

  private Answer answer(String path, String query, Snapshot snapshot) throws IOException {
    String[] parts = path.split("/");
    if (path.equals("catalog")) {
      return file(snapshot.catalogDigest());
    }
    if (parts[0].equals("objects")) {
      return file(Sha256.parse(parts[1]).orElseThrow());
    }
    if (parts[0].equals("components") && parts.length == 4) {
      Optional<CatalogEntry> entry =
          snapshot.find(new ComponentId(parts[1]), new ComponentVersion(parts[2]));
      return entry.isEmpty()
          ? Answer.NOTHING
          : new Answer(
              200,
              "application/pkcs7-signature",
              Optional.of(entry.get().signature().serial()),
              file(entry.get().signature().sha256()).body());
    }
    if (parts[0].equals("catalog") && parts.length == 3 && knowsSeries) {
      return series(Sha256.parse(parts[1]).orElseThrow(), query, snapshot);
    }
    return Answer.NOTHING;
  }

  private Answer file(Sha256 digest) throws IOException {
    Optional<Path> file = vault.objects().find(digest);
    return file.isEmpty() ? Answer.NOTHING : Answer.bytes(file.get());
  }

  private Answer series(Sha256 digest, String query, Snapshot snapshot) throws IOException {
    Optional<Catalog> catalog = former.find(snapshot, digest, vault.objects()::find);
    if (catalog.isEmpty()) {
      return Answer.NOTHING;
    }
    Map<String, String> parameters = new HashMap<>();
    if (query != null) {
      for (String parameter : query.split("&")) {
        parameters.put(parameter.split("=")[0], parameter.split("=")[1]);
      }
    }
    SignaturePick pick =
        SignaturePick.parse(
                catalog.get().components().size(),
                Optional.ofNullable(parameters.get("from")),
                Optional.ofNullable(parameters.get("to")),
                Optional.ofNullable(parameters.get("pick")))
            .orElseThrow();
    SignatureSeries series =
        new SignatureSeries(digest, catalog.get(), pick, snapshot, vault.objects()::find);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    series.writeTo(out);
    if (out.size() != series.length()) {
      throw new IllegalStateException(out.size() + " instead of " + series.length());
    }
    return new Answer(200, SignatureSeries.MEDIA_TYPE, Optional.empty(), out.toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
