package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.Attack.Scene;
import io.freshseal.st.ClockAttacks.WrongClock;
import io.freshseal.st.forge.Lineage;
import io.freshseal.st.forge.Pki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every attack on updates that is known, on what is shipped: one relay for all of them, and an
 * agent for each, but that two agents meet the signatures of wrong shapes, one shape after the
 * other. Each strike must be refused with its code and its evidence, on the relay by an event of
 * its number and level as well; must leave the store, the rows of the database about what is held,
 * and what is served as they were; and must not stand in the way of what is good afterwards.
 */
// The relay's trials first: the agents' go on beside them.
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class HostileUpstreamST {
  private static final int AGENTS_AT_ONCE = 2;

  private static final Pki PKI = new Pki();
  private static final Map<String, Future<Trial>> TRIALS = new LinkedHashMap<>();

  private static ExecutorService agents;
  private static HostileUpstream upstream;
  private static HostileUpstream secondHost;
  private static HostileUpstream.Site peer;
  private static Path anchors;

  @BeforeAll
  static void start() throws IOException {
    agents = Executors.newFixedThreadPool(AGENTS_AT_ONCE);
    upstream = HostileUpstream.start();
    secondHost = HostileUpstream.start();
    peer = secondHost.site("peer");
    anchors = Files.write(Distribution.folder("hostile").resolve("anchors.pem"), PKI.anchors());
  }

  @AfterAll
  static void stop() {
    agents.shutdownNow();
    upstream.close();
    secondHost.close();
  }

  static Stream<Attack> attacks() {
    return with(ShapeAttacks.all());
  }

  // A process for each strike is dear, and catalogs of these shapes are the relay's as well.
  private static List<Attack> shapesOnAgents() {
    return Distribution.isLong() ? ShapeAttacks.all() : ShapeAttacks.inShort();
  }

  private static Stream<Attack> with(List<Attack> shapes) {
    return Stream.of(
            CatalogAttacks.all(),
            ComponentAttacks.all(),
            shapes,
            RevocationAttacks.all(),
            ClockAttacks.all())
        .flatMap(List::stream);
  }

  private static HostileUpstream.Site good(String name, Lineage lineage) {
    return upstream.site(name).serve(lineage.newest(), lineage.newestSigned());
  }

  private static void assertTakes(Victim victim, HostileUpstream.Site good) {
    Victim.Report report = victim.run(good);
    assertThat(report.isGood()).as(report.toString()).isTrue();
  }

  private static Scene scene(Lineage lineage, String name) {
    return new Scene(PKI, lineage, upstream, upstream.site(name));
  }

  /** One relay, which learns from no attack to distrust what is good. */
  @Nested
  @Order(1)
  class OnARelay {
    private static final Lineage LINEAGE = Lineage.begin(PKI);

    private static Server server;
    private static Victim relay;

    @BeforeAll
    static void start() {
      HostileUpstream.Site good = good("relay", LINEAGE);
      server =
          Server.with(
              "roles",
              "relay",
              "relay.source",
              good.url(),
              "relay.interval",
              "PT1H",
              "trust.anchors",
              anchors.toString());
      HeldRows rows = HeldRows.of(server);
      relay = new RelayVictim(server.start(), rows);
      assertTakes(relay, good);
      // Beside the relay's trials, which wait more than they work.
      agentTrials();
    }

    @AfterAll
    static void stop() {
      server.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.freshseal.st.HostileUpstreamST#attacks")
    void itIsRefused_nothingIsLost_andWhatIsGoodIsTakenAgain(Attack attack) {
      Trial.of(attack, relay, scene(LINEAGE, "relay-" + attack.slug())).check();
    }
  }

  /** Computers that had the same good update; some of them run at once. */
  @Nested
  @Order(2)
  class OnAnAgent {

    static Stream<Attack> attacked() {
      return Stream.concat(
          with(shapesOnAgents()), ClockAttacks.wrongClocks().stream().map(WrongClock::attack));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacked")
    void itIsRefused_nothingIsLost_andWhatIsGoodIsTakenAgain(Attack attack)
        throws InterruptedException, ExecutionException {
      agentTrials().get(attack.name()).get().check();
    }
  }

  /** Begins them when they are asked for first. */
  private static synchronized Map<String, Future<Trial>> agentTrials() {
    if (TRIALS.isEmpty()) {
      Lineage lineage = Lineage.begin(PKI);
      AgentVictim agent = AgentVictim.fresh(anchors);
      assertTakes(agent, good("agents", lineage));
      for (WrongClock wrong : ClockAttacks.wrongClocks()) {
        begin(
            wrong.attack(),
            lineage,
            agent::copy,
            right -> {
              AgentVictim victim = right.withClock(wrong.clock());
              return wrong.asksTwo() ? victim.knowing(peer.url()) : victim;
            });
      }
      with(List.of()).forEach(attack -> begin(attack, lineage, agent::copy, victim -> victim));
      List<Attack> shapes = shapesOnAgents();
      int half = shapes.size() / AGENTS_AT_ONCE;
      beginTogether("first", shapes.subList(0, half), lineage, agent::copy);
      beginTogether("second", shapes.subList(half, shapes.size()), lineage, agent::copy);
    }
    return TRIALS;
  }

  /** Strikes one computer with all of them, which is made good once, at the end. */
  private static void beginTogether(
      String name, List<Attack> attacks, Lineage lineage, Supplier<AgentVictim> computer) {
    Scene scene = scene(lineage.copy(), "agent-shapes-" + name);
    CompletableFuture<List<Trial>> trials =
        CompletableFuture.supplyAsync(() -> Trial.together(attacks, computer.get(), scene), agents);
    for (int i = 0; i < attacks.size(); i++) {
      int place = i;
      TRIALS.put(attacks.get(i).name(), trials.thenApply(all -> all.get(place)));
    }
  }

  private static void begin(
      Attack attack,
      Lineage lineage,
      Supplier<AgentVictim> computer,
      UnaryOperator<AgentVictim> ailment) {
    Scene scene = scene(lineage.copy(), "agent-" + attack.slug());
    TRIALS.put(
        attack.name(),
        agents.submit(
            () -> {
              AgentVictim right = computer.get();
              return Trial.of(attack, ailment.apply(right), right, scene);
            }));
  }
}
