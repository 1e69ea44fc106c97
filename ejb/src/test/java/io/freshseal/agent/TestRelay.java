package io.freshseal.agent;

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
import io.freshseal.trust.control.AnchorSigning;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SignedFile;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.control.SigningPurpose;
import io.freshseal.trust.control.TimestampAuthority;
import io.freshseal.trust.control.Timestamping;
import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.RevocationReason;
import io.freshseal.trust.entity.RevokedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A source and relay in one, on loopback: signs with the product's own authority and serves the
 * wire format of version 1, and misbehaves where a test tells it to.
 */
public final class TestRelay implements AutoCloseable {

  private final SigningAuthority authority;
  private final Clock clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, byte[]> signatures = new ConcurrentHashMap<>();
  private final Map<ComponentId, CatalogEntry> components = new TreeMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<AnchorLink> links = new CopyOnWriteArrayList<>();
  private volatile byte[] catalog;
  private volatile Optional<String> build = Optional.of("26.0.0-100");
  private volatile Optional<Sha256> truncated = Optional.empty();
  private volatile boolean html;
  private volatile Duration validity = Duration.ofDays(90);
  private volatile Duration catalogValidity = Duration.ofDays(30);
  private volatile Timestamping timestamps = Timestamping.NONE;
  private final List<RevokedCertificate> revoked = new CopyOnWriteArrayList<>();
  private long sequence;
  private long listNumber;

  public TestRelay(Path keys, Clock clock) {
    this.clock = clock;
    try {
      authority = SigningAuthority.own(keys, clock.instant());
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/v1/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public Path writeAnchors(Path file) throws IOException {
    return Files.write(
        file, links.isEmpty() ? authority.anchors().pem() : links.get(0).anchors().pem());
  }

  /** Paths asked for since the last call. */
  public List<String> takeRequests() {
    List<String> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  public TestRelay certificatesValid(Duration duration) {
    validity = duration;
    return this;
  }

  /** Signs with timestamps of an authority under the source's own from now on. */
  public TestRelay timestamping() {
    timestamps = TimestampAuthority.under(authority, clock.instant()).orElseThrow();
    return this;
  }

  public TestRelay catalogValid(Duration duration) {
    catalogValidity = duration;
    return this;
  }

  public TestRelay ofBuild(String text) {
    build = Optional.ofNullable(text);
    return this;
  }

  /** Breaks off in the middle of this content; null to behave again. */
  public TestRelay truncating(byte[] content) {
    truncated = Optional.ofNullable(content).map(Sha256::of);
    return this;
  }

  /** Answers everything with a page of status 200. */
  public TestRelay answeringHtml(boolean on) {
    html = on;
    return this;
  }

  /** Adds or replaces a component; served from the next publish on. */
  public TestRelay put(String id, String version, byte[] content) {
    Sha256 digest = Sha256.of(content);
    objects.put(digest.hex(), content);
    sign(new ComponentId(id), new ComponentVersion(version), digest, content.length, 1);
    return this;
  }

  /** Signs a component anew without touching its content. */
  public TestRelay renew(String id) {
    CatalogEntry old = components.get(new ComponentId(id));
    sign(old.id(), old.version(), old.sha256(), old.size(), old.signature().serial() + 1);
    return this;
  }

  /** Signs anew as above, but goes on handing out the older file, as a relay of an old build. */
  public TestRelay renewUpstreamOnly(String id) {
    CatalogEntry old = components.get(new ComponentId(id));
    byte[] file = objects.get(old.signature().sha256().hex());
    renew(id);
    objects.remove(components.get(old.id()).signature().sha256().hex());
    signatures.put(signaturePath(components.get(old.id())), file);
    return this;
  }

  /** Withdraws a component. */
  public TestRelay remove(String id) {
    components.remove(new ComponentId(id));
    return this;
  }

  /** Loses an object. */
  public TestRelay forget(byte[] content) {
    objects.remove(Sha256.of(content).hex());
    return this;
  }

  /** Replaces a signature file of the catalog to come by other bytes. */
  public TestRelay corruptSignature(String id) {
    CatalogEntry entry = components.get(new ComponentId(id));
    byte[] bytes = objects.get(entry.signature().sha256().hex()).clone();
    bytes[bytes.length - 5] ^= 1;
    Sha256 digest = Sha256.of(bytes);
    objects.put(digest.hex(), bytes);
    SignatureEntry s = entry.signature();
    components.put(
        entry.id(),
        entry.withSignature(
            new SignatureEntry(digest, bytes.length, s.serial(), s.signedAt(), s.expires())));
    return this;
  }

  private void sign(
      ComponentId id, ComponentVersion version, Sha256 content, long size, long serial) {
    Instant now = clock.instant();
    SignedFile file =
        authority
            .signComponent(
                authority.issue(SigningPurpose.COMPONENT, validity, now),
                new ExpectedSignature(id, version, content),
                new JudgeContext(authority.anchors(), now),
                timestamps)
            .toOptional()
            .orElseThrow();
    objects.put(file.sha256().hex(), file.bytes());
    CatalogEntry entry =
        new CatalogEntry(
            id,
            ComponentKind.PATTERN,
            new Platform("any"),
            version,
            size,
            content,
            new SignatureEntry(
                file.sha256(),
                file.bytes().length,
                serial,
                file.facts().signingTime(),
                file.facts().expires()));
    components.put(id, entry);
    signatures.put(signaturePath(entry), file.bytes());
  }

  private static String signaturePath(CatalogEntry entry) {
    return "components/" + entry.id() + "/" + entry.version() + "/signature";
  }

  /** Puts its anchors out as the bundle of the next number, which the next catalog names. */
  public TestRelay bundleAnchors() {
    Optional<AnchorLink> before =
        links.isEmpty() ? Optional.empty() : Optional.of(links.get(links.size() - 1));
    AnchorBundle next =
        new AnchorBundle(
            "test",
            links.size() + 1L,
            1,
            clock.instant(),
            List.of(authority.anchor()),
            before.map(AnchorLink::bundleName));
    AnchorLink link =
        AnchorSigning.sign(next, before, List.of(authority), clock.instant())
            .toOptional()
            .orElseThrow();
    links.add(link);
    objects.put(link.fileName().sha256().hex(), link.file());
    return this;
  }

  /** Puts out a new catalog. */
  public TestRelay publish() {
    return publish(++sequence);
  }

  /** Puts out a catalog of this sequence. */
  public TestRelay publish(long number) {
    Instant now = clock.instant();
    sequence = number;
    Catalog next =
        new Catalog(
            "test",
            1,
            number,
            now,
            now.plus(catalogValidity),
            List.copyOf(components.values()),
            lists(now),
            links.isEmpty()
                ? Optional.empty()
                : Optional.of(links.get(links.size() - 1).fileName()));
    catalog =
        authority
            .signCatalog(
                authority.issue(SigningPurpose.CATALOG, Duration.ofDays(90), now), next, now)
            .toOptional()
            .orElseThrow()
            .bytes();
    return this;
  }

  private List<ObjectEntry> lists(Instant now) {
    Instant next = now.plus(catalogValidity).plus(Duration.ofDays(1));
    byte[] list =
        authority.revocationList(List.copyOf(revoked), BigInteger.valueOf(++listNumber), now, next);
    objects.put(Sha256.of(list).hex(), list);
    return List.of(new ObjectEntry(Sha256.of(list), list.length));
  }

  /** Revokes what a component is signed with now; the next catalog says so. */
  public TestRelay revoke(String id) {
    CatalogEntry entry = components.get(new ComponentId(id));
    BigInteger serialNumber =
        new SignatureJudge()
            .judge(
                objects.get(entry.signature().sha256().hex()),
                new ExpectedSignature(entry.id(), entry.version(), entry.sha256()),
                new JudgeContext(authority.anchors(), clock.instant()))
            .toOptional()
            .map(facts -> new BigInteger(facts.signer().serialNumber(), 16))
            .orElseThrow();
    revoked.add(
        new RevokedCertificate(
            authority.issuer(), serialNumber, clock.instant(), RevocationReason.KEY_COMPROMISE));
    return this;
  }

  /** Loses the revocation lists of the present catalog. */
  public TestRelay forgetLists() {
    objects.values().removeIf(bytes -> RevocationList.parse(bytes).toOptional().isPresent());
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/api/v1/".length());
      requests.add(path);
      Headers headers = exchange.getResponseHeaders();
      build.ifPresent(text -> headers.set("Freshseal-Relay-Build", text));
      if (html) {
        headers.set("Content-Type", "text/html");
        send(exchange, 200, "<html>log in</html>".getBytes());
      } else if (path.equals("catalog")) {
        headers.set("Content-Type", "application/pkcs7-mime");
        sendCatalog(exchange);
      } else if (path.startsWith("objects/")) {
        headers.set("Content-Type", "application/octet-stream");
        sendObject(exchange, path.substring("objects/".length()));
      } else if (path.startsWith("anchors/")) {
        headers.set("Content-Type", "application/json");
        int number = Integer.parseInt(path.substring("anchors/".length()));
        boolean held = number <= links.size();
        send(exchange, held ? 200 : 404, held ? links.get(number - 1).file() : new byte[0]);
      } else {
        headers.set("Content-Type", "application/pkcs7-signature");
        byte[] file = signatures.get(path);
        send(exchange, file == null ? 404 : 200, file == null ? new byte[0] : file);
      }
    }
  }

  private void sendCatalog(HttpExchange exchange) throws IOException {
    byte[] bytes = catalog;
    String tag = '"' + Sha256.of(bytes).hex() + '"';
    exchange.getResponseHeaders().set("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      send(exchange, 200, bytes);
    }
  }

  private void sendObject(HttpExchange exchange, String name) throws IOException {
    byte[] bytes = objects.get(name);
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (bytes == null) {
      send(exchange, 404, new byte[0]);
    } else if (truncated.filter(digest -> digest.hex().equals(name)).isPresent()) {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      exchange.getResponseBody().flush();
      throw new IOException("broken off as told");
    } else if (range != null) {
      int at = Integer.parseInt(range.replaceAll("[^0-9]", ""));
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + at + "-" + (bytes.length - 1) + "/" + bytes.length);
      send(exchange, 206, Arrays.copyOfRange(bytes, at, bytes.length));
    } else {
      send(exchange, 200, bytes);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
