package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestAgent.Result;
import io.freshseal.agent.TestRelay;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.TestManager;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clearing a cache by the command line, an agent's and a relay's. */
class ClearCacheTest {

  private static final Instant START = Instant.parse("2030-06-01T12:00:00Z");

  @TempDir private Path temporary;
  private final SettableClock clock = new SettableClock(START);
  private final List<String> asked = new ArrayList<>();
  private TestRelay relay;
  private TestManager manager;
  private TestAgent agent;

  @BeforeEach
  void enrolled() throws IOException {
    relay = new TestRelay(temporary.resolve("keys"), clock);
    relay.catalogValid(Duration.ofDays(100)).certificatesValid(Duration.ofDays(10));
    relay.put("pattern.a", "1.0", "one".getBytes());
    relay.certificatesValid(Duration.ofDays(90));
    relay.put("pattern.b", "1.0", "two".getBytes()).publish();
    Path anchors = relay.writeAnchors(temporary.resolve("given.pem"));
    manager = TestManager.plain(Files.readString(anchors)).relays(relay.address());
    agent = new TestAgent(temporary.resolve("agent"), anchors, clock);
    agent.run(
        "enrol",
        "--manager",
        manager.address(),
        "--token",
        manager.token(Optional.empty()).text(),
        "--dir",
        agent.directory().toString());
    agent.update(relay);
    run("heartbeat");
  }

  @AfterEach
  void stop() {
    relay.close();
    manager.close();
  }

  private Result run(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "--dir", agent.directory().toString()));
    args.addAll(List.of(more));
    return agent.run(args.toArray(String[]::new));
  }

  private List<String> held() throws IOException {
    try (Vault vault = Vault.open(StorePlaces.in(agent.directory()), clock)) {
      return vault.state().held().stream().map(entry -> entry.id().text()).toList();
    }
  }

  private void damage(String id) throws IOException {
    try (Vault vault = Vault.open(StorePlaces.in(agent.directory()), clock)) {
      CatalogEntry entry =
          vault.state().held().stream()
              .filter(held -> held.id().text().equals(id))
              .findFirst()
              .orElseThrow();
      Path file = vault.objects().find(entry.signature().sha256()).orElseThrow();
      Files.write(file, new byte[(int) Files.size(file)]);
    }
  }

  @Test
  void clearingByHand_isToldByTheNextHeartbeat() throws IOException {
    assertThat(run("clear-cache").exit()).isZero();
    assertThat(run("clear-cache", "--scope", "unusable").exit()).isZero();
    run("heartbeat");

    assertThat(manager.events())
        .extracting(SystemEvent::type)
        .containsExactlyInAnyOrder(
            EventType.AGENT_UPDATED,
            EventType.AGENT_CACHE_CLEARED,
            EventType.AGENT_UNUSABLE_CLEARED);
    assertThat(held()).as("all of it is applied and sound").hasSize(2);
  }

  @Test
  void whatIsSoundButWouldBeRefusedToday_goesByTheScopeOfTheUnusableAlone() throws IOException {
    clock.advance(Duration.ofDays(11));

    assertThat(run("clear-cache").exit()).isZero();
    assertThat(held()).containsExactly("pattern.a", "pattern.b");

    Result cleared = run("clear-cache", "--scope", "unusable", "--json");
    assertThat(cleared.json().getString("result")).isEqualTo("UNUSABLE_CLEARED");
    assertThat(held()).containsExactly("pattern.b");
    assertThat(agent.current("pattern.a")).as("it goes on protecting").contains("one");
    relay.renew("pattern.a").publish();
    assertThat(agent.update(relay).exit()).isZero();
    assertThat(held()).containsExactly("pattern.a", "pattern.b");
  }

  @Test
  void whatIsDamaged_goesByBothScopes_andWhatItGuardedAgainstIsStillRefused() throws IOException {
    for (String scope : List.of("all", "unusable")) {
      damage("pattern.b");
      assertThat(run("clear-cache", "--scope", scope).exit()).isZero();
      assertThat(held()).as(scope).containsExactly("pattern.a");
      assertThat(agent.update(relay).exit()).isZero();
      assertThat(held()).as(scope).hasSize(2);
    }
    relay.put("pattern.b", "0.9", "old".getBytes()).publish();
    damage("pattern.b");
    run("clear-cache", "--scope", "unusable");

    assertThat(agent.update(relay).err()).contains("-40 STATUS_ROLLBACK");
    assertThat(agent.current("pattern.b")).contains("two");
  }

  private HttpServer answering(int status, String type, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Result relayCache(String relay, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("clear-relay-cache", "--relay", relay, "--access-token", "fst_secret"));
    args.addAll(List.of(more));
    return agent.run(args.toArray(String[]::new));
  }

  @Test
  void relay_isAskedOnce_withTheTokenThatNoOutputShows() throws IOException {
    HttpServer server = answering(200, "application/json", "{}");
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();

      Result cleared = relayCache(base, "--scope", "unusable", "--json");

      assertThat(cleared.exit()).as(cleared.err()).isZero();
      assertThat(cleared.json().getString("result")).isEqualTo("RELAY_CLEARED");
      assertThat(asked)
          .containsExactly("POST /api/v1/cache/clear?scope=UNUSABLE Bearer fst_secret");
      assertThat(cleared.out() + cleared.err()).doesNotContain("fst_secret");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void refusalOfTheRelay_isToldWithItsReason() throws IOException {
    HttpServer server =
        answering(
            409,
            "application/problem+json",
            "{\"code\":\"STATUS_BUSY\",\"detail\":\"A run is going on.\"}");
    try {
      Result busy = relayCache("http://127.0.0.1:" + server.getAddress().getPort());

      assertThat(busy.exit()).isEqualTo(5);
      assertThat(busy.err()).contains("STATUS_BUSY").contains("A run is going on.");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void token_goesToNobodyInClearOverTheNetwork() {
    Result refused = relayCache("http://192.0.2.1:9");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("https");
  }
}
