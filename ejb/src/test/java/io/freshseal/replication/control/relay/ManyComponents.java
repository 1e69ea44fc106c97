package io.freshseal.replication.control.relay;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.control.SigningPurpose;
import io.freshseal.trust.control.cms.CmsSigning;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.ContentHints;
import io.freshseal.vault.control.SignatureSeries;
import io.freshseal.vault.entity.ServedCatalog;
import io.freshseal.vault.entity.SignaturePick;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreMemory;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A source of any number of components behind a real HTTP server, to be run as a program of its own
 * and told by {@code /control/...} what to do. Really signs, with a handful of keys; the components
 * share a handful of contents. Makes a delta from each catalog to the next before it says that it
 * has that.
 */
final class ManyComponents implements AutoCloseable {

  private static final int SIGNERS = 8;
  private static final int CONTENTS = 16;

  private final Path folder;
  private final Clock clock;
  private final SigningAuthority authority;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final List<Sha256> contents = new ArrayList<>();
  private final List<CatalogEntry> entries = new ArrayList<>();
  private List<IssuedSigner> signers = List.of();
  private long sequence;
  private volatile Published published;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong signed = new AtomicLong();

  private record Published(Snapshot snapshot, Optional<CatalogDelta> delta) {}

  ManyComponents(Path folder, Clock clock) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("objects"));
    this.clock = clock;
    this.authority = SigningAuthority.own(folder.resolve("keys"), clock.instant());
    for (int i = 0; i < CONTENTS; i++) {
      contents.add(keep(("content " + i).repeat(100).getBytes(StandardCharsets.US_ASCII)));
    }
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Offers until it is ended, beginning when it has said where.
   *
   * @param arguments a folder and how many components
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    ManyComponents source = new ManyComponents(folder, Clock.systemUTC());
    source.offer(Integer.parseInt(arguments[1]));
    source.publish();
    Files.write(folder.resolve("anchors.pem"), source.authority.anchors().pem());
    System.out.println("http://127.0.0.1:" + source.server.getAddress().getPort() + "/api/v1");
  }

  private synchronized String control(String... order) throws IOException {
    switch (order[1]) {
      case "requests" -> {
        return String.valueOf(requests.getAndSet(0));
      }
      // The bytes of the signature files that are new since this was asked last.
      case "signed" -> {
        return String.valueOf(signed.getAndSet(0));
      }
      case "renew" -> renew(Integer.parseInt(order[2]), Integer.parseInt(order[3]));
      case "change" -> change(Integer.parseInt(order[2]));
      default -> throw new IOException("no such order: " + order[1]);
    }
    publish();
    return "";
  }

  private Sha256 keep(byte[] bytes) throws IOException {
    Sha256 digest = Sha256.of(bytes);
    Path place = OfferedFiles.object(folder, digest);
    Files.createDirectories(place.getParent());
    Files.write(place, bytes);
    return digest;
  }

  private Optional<Path> find(Sha256 digest) {
    Path place = OfferedFiles.object(folder, digest);
    return Files.isRegularFile(place) ? Optional.of(place) : Optional.empty();
  }

  void offer(int count) {
    for (int i = entries.size(); i < count; i++) {
      Sha256 content = contents.get(i % CONTENTS);
      Instant now = clock.instant();
      entries.add(
          new CatalogEntry(
              new ComponentId("component-%06d".formatted(i)),
              ComponentKind.PATTERN,
              Platform.ANY,
              new ComponentVersion("1.0"),
              size(content),
              content,
              new SignatureEntry(content, 1, 1, now, now)));
    }
    sign(0, count, 1);
  }

  private long size(Sha256 digest) {
    try {
      return Files.size(find(digest).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signs these anew, with fresh keys. */
  void renew(int from, int to) {
    sign(from, to, entries.get(from).signature().serial() + 1);
  }

  /** Gives one a new version of other content. */
  void change(int place) throws IOException {
    byte[] content = ("changed at " + clock.instant()).getBytes(StandardCharsets.US_ASCII);
    CatalogEntry old = entries.get(place);
    entries.set(
        place,
        new CatalogEntry(
            old.id(),
            old.kind(),
            old.platform(),
            new ComponentVersion("1." + (sequence + 1)),
            content.length,
            keep(content),
            old.signature()));
    sign(place, place + 1, 1);
  }

  private void sign(int from, int to, long serial) {
    Instant now = clock.instant();
    signers =
        IntStream.range(0, SIGNERS)
            .mapToObj(i -> authority.issue(SigningPurpose.COMPONENT, Duration.ofDays(90), now))
            .toList();
    IntStream.range(from, to)
        .parallel()
        .forEach(place -> entries.set(place, signed(entries.get(place), place, serial, now)));
  }

  private CatalogEntry signed(CatalogEntry entry, int place, long serial, Instant now) {
    IssuedSigner signer = signers.get(place % SIGNERS);
    byte[] file =
        CmsSigning.detached(
            signer, entry.sha256(), ContentHints.component(entry.id(), entry.version()), now);
    signed.addAndGet(file.length);
    Instant expires = signer.certificate().getNotAfter().toInstant();
    try {
      return entry.withSignature(new SignatureEntry(keep(file), file.length, serial, now, expires));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void publish() throws IOException {
    Instant now = clock.instant();
    Duration validity = Duration.ofDays(30);
    sequence++;
    byte[] list =
        authority.revocationList(
            List.of(), BigInteger.valueOf(sequence), now, now.plus(validity).plusSeconds(60));
    Catalog catalog =
        new Catalog(
            "primary",
            1,
            sequence,
            now,
            now.plus(validity),
            entries,
            List.of(new ObjectEntry(keep(list), list.length)),
            Optional.empty());
    byte[] envelope =
        authority
            .signCatalog(
                authority.issue(SigningPurpose.CATALOG, Duration.ofDays(31), now), catalog, now)
            .toOptional()
            .orElseThrow()
            .bytes();
    ObjectEntry name = new ObjectEntry(keep(envelope), envelope.length);
    Snapshot next =
        new Snapshot(
            new StoreState(
                Optional.of(new ServedCatalog(name, name)),
                List.of(),
                List.of(),
                StoreMemory.none()),
            catalog);
    OfferedFiles.of(folder.getParent(), next).write(sequence);
    Optional<CatalogDelta> delta =
        published == null ? Optional.empty() : delta(published.snapshot().catalogDigest(), next);
    published = new Published(next, delta);
  }

  private Optional<CatalogDelta> delta(Sha256 held, Snapshot next) throws IOException {
    return CatalogDelta.make(
        find(held).orElseThrow(),
        held,
        find(next.catalogDigest()).orElseThrow(),
        folder.resolveSibling("delta-" + sequence));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Published now = published;
      String[] parts =
          exchange.getRequestURI().getRawPath().substring("/api/v1/".length()).split("/");
      if (parts[0].equals("control")) {
        byte[] said = control(parts).getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, said.length);
        exchange.getResponseBody().write(said);
        return;
      }
      requests.incrementAndGet();
      if (parts[0].equals("objects")) {
        send(exchange, "application/octet-stream", find(Sha256.parse(parts[1]).orElseThrow()));
      } else if (parts.length == 3) {
        series(exchange, now.snapshot());
      } else {
        catalog(exchange, now);
      }
    }
  }

  private void catalog(HttpExchange exchange, Published now) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    Optional<CatalogDelta> delta =
        now.delta().filter(made -> made.fits(headers.getFirst("Available-Dictionary")));
    Sha256 catalog = now.snapshot().catalogDigest();
    if (tag(catalog).equals(headers.getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    delta.ifPresent(made -> exchange.getResponseHeaders().set("Content-Encoding", "dcz"));
    exchange.getResponseHeaders().set("ETag", tag(delta.map(CatalogDelta::digest).orElse(catalog)));
    send(exchange, "application/pkcs7-mime", delta.map(CatalogDelta::file).or(() -> find(catalog)));
  }

  private static String tag(Sha256 digest) {
    return '"' + digest.hex() + '"';
  }

  private void send(HttpExchange exchange, String type, Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, Files.size(file.get()));
    Files.copy(file.get(), exchange.getResponseBody());
  }

  private void series(HttpExchange exchange, Snapshot now) throws IOException {
    Map<String, String> parameters = new HashMap<>();
    String query = exchange.getRequestURI().getRawQuery();
    if (query != null) {
      for (String parameter : query.split("&")) {
        parameters.put(parameter.split("=")[0], parameter.split("=")[1]);
      }
    }
    SignaturePick pick =
        SignaturePick.parse(
                now.catalog().components().size(),
                Optional.ofNullable(parameters.get("from")),
                Optional.ofNullable(parameters.get("to")),
                Optional.ofNullable(parameters.get("pick")))
            .orElseThrow();
    SignatureSeries series =
        new SignatureSeries(now.catalogDigest(), now.catalog(), pick, now, this::find);
    exchange.getResponseHeaders().set("Content-Type", SignatureSeries.MEDIA_TYPE);
    exchange.sendResponseHeaders(200, series.length());
    OutputStream body = exchange.getResponseBody();
    series.writeTo(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
