package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.AgentProcess;
import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestAgent.Result;
import io.freshseal.agent.TestRelay;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.TestManager;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent's service as a process of its own: what is ordered is done, whatever ends it. */
@Execution(ExecutionMode.CONCURRENT)
class AgentServiceTest {

  private static final int KILLS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path temporary;
  private final Clock clock = Clock.systemUTC();
  private TestRelay relay;
  private TestManager manager;
  private TestAgent agent;
  private Process process;

  @BeforeEach
  void enrol() throws IOException {
    relay = new TestRelay(temporary.resolve("keys"), clock);
    relay.put("pattern.a", "1.0", "one".getBytes()).publish();
    Path anchors = relay.writeAnchors(temporary.resolve("given.pem"));
    manager = TestManager.plain(Files.readString(anchors)).relays(relay.address());
    manager.intervals(Duration.ofMillis(200), Duration.ofHours(1));
    agent = new TestAgent(temporary.resolve("agent"), anchors, clock);
    Result enrolled =
        agent.run(
            "enrol",
            "--manager",
            manager.address(),
            "--token",
            manager.token(Optional.empty()).text(),
            "--dir",
            agent.directory().toString());
    assertThat(enrolled.exit()).as(enrolled.err()).isZero();
  }

  @AfterEach
  void end() throws InterruptedException {
    kill();
    relay.close();
    manager.close();
  }

  private void start() throws IOException {
    ProcessBuilder builder =
        AgentProcess.start(
            AgentProcess.classPath(),
            "io.freshseal.agent.boundary.AgentCommand",
            "run",
            "--dir",
            agent.directory().toString());
    // What a shell starts in the background heeds no interrupt, nor do the processes that it
    // starts.
    builder.command().addAll(0, List.of("env", "--default-signal=INT"));
    process =
        builder
            .redirectOutput(temporary.resolve("out.txt").toFile())
            .redirectError(temporary.resolve("err.txt").toFile())
            .start();
  }

  private void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private UUID order() {
    return manager.order(OrderKind.UPDATE, clock.instant().plus(Duration.ofHours(1)));
  }

  private boolean ended(UUID order) {
    return manager.outcomes(order).stream().anyMatch(outcome -> outcome.state().ended());
  }

  @Test
  void serviceThatIsToldToEnd_doesSoInTwoSecondsAndSaysWhatItDid() throws Exception {
    UUID order = order();
    start();
    await("the order ends", () -> ended(order));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    manager.becoming(
        exchange -> {
          asked.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(asked.await(30, TimeUnit.SECONDS)).as("a call is going on").isTrue();

    long told = System.nanoTime();
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

    // Half a second and more of these three are the loaded machine's.
    assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(3));
    assertThat(Files.readString(temporary.resolve("err.txt"))).isEmpty();
    assertThat(Files.readAllLines(temporary.resolve("out.txt")))
        .anyMatch(line -> line.contains("Started as computer " + manager.id()))
        .anyMatch(line -> line.contains("Order UPDATE: succeeded."))
        .last()
        .asString()
        .endsWith("Stopped.");

    manager.becoming(null);
    Result next = agent.run("heartbeat", "--dir", agent.directory().toString());
    assertThat(next.exit()).as(next.err()).isZero();
    assertThat(manager.events())
        .extracting(SystemEvent::type)
        .contains(EventType.AGENT_STARTED, EventType.AGENT_UPDATED, EventType.AGENT_STOPPED);
    assertThat(manager.outcomes(order))
        .extracting(OrderReport::state)
        .filteredOn(OrderState::ended)
        .containsOnly(OrderState.SUCCEEDED);
  }

  private JsonObject push() {
    return agent
        .run("status", "--json", "--dir", agent.directory().toString())
        .json()
        .getJsonObject("push");
  }

  @Test
  void status_saysHowTheServiceHearsOfCatalogs_untilThatIsKilled() throws Exception {
    assertThat(agent.run("heartbeat", "--dir", agent.directory().toString()).exit()).isZero();
    assertThat(push().getString("state")).isEqualTo("NO_SERVICE");
    UUID order = order();
    start();
    await("it has a store", () -> ended(order));

    // This relay knows no waiting.
    await("it has asked", () -> push().getString("state").equals("UNSUPPORTED"));

    assertThat(push().getString("at")).isEqualTo(relay.address() + "/api/v1");
    assertThat(push().getString("since")).isNotEmpty();
    kill();
    assertThat(push().keySet()).as("nothing is claimed of the dead").containsExactly("state");
    assertThat(push().getString("state")).isEqualTo("NO_SERVICE");
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void serviceThatIsToldToEndWhileAnOrderIsAtWork_leavesItToTheNextProcess(String signal, int exit)
      throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      manager.relays("http://127.0.0.1:" + silent.getLocalPort() + "/api/v1");
      UUID order = order();
      start();
      try (Socket asked = silent.accept()) {
        Process kill =
            new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(asked.isConnected()).as("no relay has answered").isTrue();
      }

      assertThat(process.exitValue()).isEqualTo(exit);
      assertThat(Files.readAllLines(temporary.resolve("out.txt")))
          .last()
          .asString()
          .endsWith("Stopped.");
      assertThat(ended(order)).isFalse();

      manager.relays(relay.address());
      assertThat(agent.run("heartbeat", "--dir", agent.directory().toString()).exit()).isZero();
      assertThat(last(order).state()).isEqualTo(OrderState.SUCCEEDED);
      assertThat(agent.current("pattern.a")).contains("one");
      assertThat(manager.events())
          .extracting(SystemEvent::type)
          .contains(EventType.AGENT_STOPPED)
          .doesNotContain(EventType.AGENT_UPDATE_FAILED, EventType.AGENT_SOURCE_UNREACHABLE);
    }
  }

  @Test
  void serviceKilledAtAnyInstant_losesNeitherOrderNorOutcomeNorEvent() throws Exception {
    Random random = new Random(41);
    List<UUID> orders = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      relay.put("pattern.a", "2." + kill, ("content " + kill).repeat(20_000).getBytes()).publish();
      orders.add(order());
      int before = manager.heartbeats().size();
      start();
      await("it reports", () -> manager.heartbeats().size() > before);
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(300_000)));
      kill();
    }

    start();
    for (UUID order : orders) {
      await("every order ends", () -> ended(order));
    }
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(agent.run("heartbeat", "--dir", agent.directory().toString()).exit()).isZero();

    for (UUID order : orders) {
      assertThat(manager.outcomes(order))
          .filteredOn(outcome -> outcome.state().ended())
          .as("one outcome, however often it was told")
          .extracting(OrderReport::state, OrderReport::at)
          .containsOnly(
              org.assertj.core.api.Assertions.tuple(OrderState.SUCCEEDED, last(order).at()));
    }
    assertThat(manager.events())
        .filteredOn(event -> event.type() == EventType.AGENT_STARTED)
        .hasSize(KILLS + 1);
    assertThat(agent.current("pattern.a").orElseThrow()).startsWith("content " + (KILLS - 1));
    assertThat(agent.run("verify", "--dir", agent.directory().toString()).exit()).isZero();
    assertThat(agent.directory().resolve("member/spool")).isEmptyDirectory();
  }

  private OrderReport last(UUID order) {
    List<OrderReport> all = manager.outcomes(order);
    return all.get(all.size() - 1);
  }
}
