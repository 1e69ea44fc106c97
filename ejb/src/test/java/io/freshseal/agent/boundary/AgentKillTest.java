package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.AgentProcess;
import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestAgent.Result;
import io.freshseal.agent.TestRelay;
import io.freshseal.shared.entity.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Invariants I3 and I4 for the agent: killed at any instant, it leaves whole judged files. */
@Execution(ExecutionMode.CONCURRENT)
class AgentKillTest {

  private static final int KILLS = 30;
  private static final List<String> IDS = List.of("engine.c", "pattern.a", "rules.b");
  private static final Random RANDOM = new Random(20301);

  @TempDir Path temporary;
  private final Map<Sha256, Long> published = new ConcurrentHashMap<>();
  private long version;

  @Test
  void agentKilledAtAnyInstant_leavesWholeFilesAndCompletesTheNextRun() throws Exception {
    try (TestRelay relay = new TestRelay(temporary.resolve("keys"), Clock.systemUTC())) {
      Path anchors = relay.writeAnchors(temporary.resolve("anchors.pem"));
      TestAgent agent = new TestAgent(temporary.resolve("agent"), anchors, Clock.systemUTC());
      publish(relay);
      assertThat(agent.update(relay).exit()).isZero();
      for (int kill = 0; kill < KILLS; kill++) {
        long before = version;
        publish(relay);
        killWhileUpdating(relay, agent);
        for (String id : IDS) {
          assertThat(versionOf(agent, id)).as("whole, and never back").isBetween(before, version);
        }
        Result next = agent.update(relay);
        assertThat(next.exit()).as(next.err()).isZero();
        for (String id : IDS) {
          assertThat(versionOf(agent, id)).isEqualTo(version);
        }
        Result verified = agent.verify();
        assertThat(verified.exit()).as(verified.err()).isZero();
        assertThat(agent.directory().resolve("staging")).isEmptyDirectory();
      }
    }
  }

  private void killWhileUpdating(TestRelay relay, TestAgent agent) throws Exception {
    relay.takeRequests();
    List<String> path = new ArrayList<>(AgentProcess.classPath());
    path.add(
        Path.of(AgentLoop.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString());
    Process process =
        AgentProcess.start(
                path,
                AgentLoop.class.getName(),
                relay.address(),
                temporary.resolve("anchors.pem").toString(),
                agent.directory().toString())
            .redirectError(new File(temporary.toFile(), "loop.err"))
            .start();
    try {
      awaitFirstRequest(relay);
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(RANDOM.nextInt(250_000)));
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void awaitFirstRequest(TestRelay relay) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (relay.takeRequests().isEmpty()) {
      assertThat(System.nanoTime()).as("the agent asks its relay").isLessThan(deadline);
      LockSupport.parkNanos(100_000);
    }
  }

  private void publish(TestRelay relay) {
    version++;
    for (String id : IDS) {
      byte[] content = new byte[150_000];
      byte[] start = (id + " " + version).getBytes(StandardCharsets.UTF_8);
      Arrays.fill(content, (byte) version);
      System.arraycopy(start, 0, content, 0, start.length);
      published.put(Sha256.of(content), version);
      relay.put(id, "1." + version, content);
    }
    relay.publish();
  }

  private long versionOf(TestAgent agent, String id) throws IOException {
    byte[] content = Files.readAllBytes(agent.directory().resolve("current").resolve(id));
    Long whole = published.get(Sha256.of(content));
    assertThat(whole).as("a whole published version of " + id).isNotNull();
    return whole;
  }
}
