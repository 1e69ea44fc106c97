package io.freshseal.member;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.control.EnrolmentJson;
import io.freshseal.member.control.HeartbeatAnswerJson;
import io.freshseal.member.control.HeartbeatJson;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.EnrolmentToken;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.JoinId;
import io.freshseal.member.entity.JoinRequest;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.RelayList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.TestPki;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A manager on loopback that speaks the real wire format: it enrols, hands out orders until their
 * outcome is known, keeps each event once, and asks for lists that it does not know.
 */
public final class TestManager implements AutoCloseable {

  /** What every enrolled computer gets. */
  public static final String KEY = Enrolment.KEY_PREFIX + "k".repeat(43);

  private static final String SECRET = EnrolmentToken.SECRET_PREFIX + "s".repeat(43);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String anchors;
  private final UUID id = UUID.randomUUID();
  private final List<Heartbeat> heartbeats = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>();
  private final Map<UUID, SystemEvent> events = new LinkedHashMap<>();
  private final Map<UUID, List<OrderReport>> outcomes = new LinkedHashMap<>();
  private final Map<UUID, Order> orders = new LinkedHashMap<>();
  private final Set<Sha256> lists = new HashSet<>();
  private final List<JoinId> joinings = new ArrayList<>();
  private Optional<JoinRequest> enrolled = Optional.empty();
  private Optional<Script> script = Optional.empty();
  private Optional<Script> afterwards = Optional.empty();
  private RelayList relays = new RelayList("Default", List.of(), Optional.empty());
  private Duration next = Duration.ofMinutes(10);
  private Duration updateInterval = Duration.ofHours(1);
  private Set<Sha256> certificates = Set.of();
  private boolean confirming = true;
  private Duration behind = Duration.ZERO;

  /** Answers a request in the manager's place. */
  @FunctionalInterface
  public interface Script {
    void answer(HttpExchange exchange) throws IOException;
  }

  private TestManager(HttpServer server, String anchors) {
    this.server = server;
    this.anchors = anchors;
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** One without TLS. */
  public static TestManager plain(String anchors) {
    try {
      return new TestManager(HttpServer.create(loopback(), 0), anchors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One with TLS and this certificate. */
  public static TestManager tls(TestPki.Identity identity, String anchors) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context(identity)));
      return new TestManager(server, anchors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static SSLContext context(TestPki.Identity identity) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "tls", identity.key(), new char[0], new Certificate[] {identity.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The base address. */
  public String address() {
    boolean tls = server instanceof HttpsServer;
    return (tls ? "https" : "http") + "://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A token of this manager for these anchors, and for a manager with this certificate. */
  public EnrolmentToken token(Optional<Sha256> certificate) {
    return new EnrolmentToken(
        SECRET, Sha256.of(anchors.getBytes(StandardCharsets.UTF_8)), certificate);
  }

  /** The id that every computer gets. */
  public UUID id() {
    return id;
  }

  /** Answers otherwise from now on; null to behave again. */
  public synchronized TestManager becoming(Script other) {
    script = Optional.ofNullable(other);
    return this;
  }

  /** Works on a request, and then answers otherwise; null to behave again. */
  public synchronized TestManager losingAnswers(Script other) {
    afterwards = Optional.ofNullable(other);
    return this;
  }

  public synchronized TestManager relays(RelayList list) {
    relays = list;
    return this;
  }

  /** Names these relays, and no primary source. */
  public TestManager relays(String... addresses) {
    List<URI> bases = List.of(addresses).stream().map(a -> URI.create(a + "/api/v1")).toList();
    return relays(new RelayList("Default", bases, Optional.empty()));
  }

  public synchronized TestManager intervals(Duration heartbeat, Duration update) {
    next = heartbeat;
    updateInterval = update;
    return this;
  }

  public synchronized TestManager certificates(Set<Sha256> digests) {
    certificates = digests;
    return this;
  }

  /** Whether outcomes are confirmed, and orders no longer handed out then. */
  public synchronized TestManager confirming(boolean on) {
    confirming = on;
    return this;
  }

  /** By how much its clock is behind that of whoever calls. */
  public synchronized TestManager behind(Duration time) {
    behind = time;
    return this;
  }

  /** Orders something. */
  public synchronized UUID order(OrderKind kind, Instant until) {
    Order order = new Order(UUID.randomUUID(), kind, Optional.empty(), until);
    orders.put(order.id(), order);
    return order.id();
  }

  /** What came so far, the oldest first. */
  public synchronized List<Heartbeat> heartbeats() {
    return List.copyOf(heartbeats);
  }

  /** What came last. */
  public synchronized Heartbeat lastHeartbeat() {
    return heartbeats.get(heartbeats.size() - 1);
  }

  /** The bearer secrets that came so far. */
  public synchronized List<String> secrets() {
    return List.copyOf(secrets);
  }

  /** Every event that came, once. */
  public synchronized List<SystemEvent> events() {
    return List.copyOf(events.values());
  }

  /** What was reported of an order, the oldest first. */
  public synchronized List<OrderReport> outcomes(UUID order) {
    return List.copyOf(outcomes.getOrDefault(order, List.of()));
  }

  /** Who enrolled last. */
  public synchronized Optional<MemberFacts> enrolled() {
    return enrolled.map(JoinRequest::facts);
  }

  /** The ids of all joinings, in the order in which they came. */
  public synchronized List<JoinId> joinings() {
    return List.copyOf(joinings);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<Script> other = scripted();
      if (other.isPresent()) {
        other.get().answer(exchange);
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      byte[] answer = worked(exchange, body);
      if (lost().isPresent()) {
        lost().get().answer(exchange);
      } else {
        send(exchange, 200, "application/json", answer);
      }
    } catch (MalformedJsonException e) {
      throw new IOException("the computer sends no JSON of the format: " + e.getMessage(), e);
    }
  }

  /** Works on a request whose body a script has read, and answers it. */
  public void take(HttpExchange exchange, byte[] body) throws IOException {
    try {
      send(exchange, 200, "application/json", worked(exchange, body));
    } catch (MalformedJsonException e) {
      throw new IOException(e);
    }
  }

  private synchronized Optional<Script> scripted() {
    return script;
  }

  private synchronized Optional<Script> lost() {
    return afterwards;
  }

  private synchronized byte[] worked(HttpExchange exchange, byte[] body)
      throws MalformedJsonException {
    secrets.add(exchange.getRequestHeaders().getFirst("Authorization"));
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/api/v1/computers")) {
      JoinRequest request = EnrolmentJson.read(body);
      enrolled = Optional.of(request);
      request.id().ifPresent(joinings::add);
      return EnrolmentJson.write(new Enrolment(id, KEY, anchors));
    }
    if (!path.equals("/api/v1/computers/" + id + "/heartbeat")) {
      throw new IllegalStateException("nothing is at " + path);
    }
    return HeartbeatAnswerJson.write(answerTo(HeartbeatJson.read(body)));
  }

  private HeartbeatAnswer answerTo(Heartbeat heartbeat) {
    heartbeats.add(heartbeat);
    heartbeat.events().forEach(event -> events.putIfAbsent(event.key(), event));
    heartbeat.held().map(HoldingsJson::digest).ifPresent(lists::add);
    for (OrderReport report : heartbeat.orders()) {
      outcomes.computeIfAbsent(report.id(), any -> new ArrayList<>()).add(report);
      if (confirming && report.state().ended()) {
        orders.remove(report.id());
      }
    }
    boolean knows =
        lists.contains(heartbeat.holdings())
            || heartbeat.holdings().equals(HoldingsJson.digest(Holdings.NONE));
    return new HeartbeatAnswer(
        heartbeat.time().minus(behind),
        next,
        !knows,
        List.copyOf(orders.values()),
        relays,
        updateInterval,
        heartbeat.events().stream().map(SystemEvent::key).collect(Collectors.toSet()),
        confirming
            ? heartbeat.orders().stream().map(OrderReport::id).collect(Collectors.toSet())
            : Set.of(),
        certificates);
  }

  /** Sends an answer. */
  public static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
