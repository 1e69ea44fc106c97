package io.freshseal.member.control;

import io.freshseal.agent.TestAgent;
import io.freshseal.member.TestManager;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.RelayList;
import io.freshseal.shared.control.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A computer of the fleet on a bench: its loop, its clock, and a manager that speaks the real wire
 * format.
 */
abstract class LoopBench {

  static final Instant START = Examples.NOW;
  static final Duration BEAT = Duration.ofMinutes(10);
  static final URI ONE = URI.create("http://127.0.0.1:1/api/v1");
  static final URI TWO = URI.create("http://127.0.0.1:2/api/v1");
  static final URI PRIMARY = URI.create("http://127.0.0.1:3/source/v1");
  static final TestManager.Script AWAY =
      exchange -> TestManager.send(exchange, 503, "text/plain", new byte[0]);

  @TempDir Path folder;
  final SettableClock clock = new SettableClock(START);
  final ScriptedComputer computer = new ScriptedComputer(clock);
  final TestManager manager = TestManager.plain("");
  Duration passed = Duration.ZERO;
  Executor worker = Runnable::run;
  HeartbeatLoop loop;

  @BeforeEach
  void join() throws IOException {
    new MemberFolder(folder).claim().close();
    computer.alive.add(ONE);
    manager.intervals(BEAT, Duration.ofHours(1));
    manager.relays(new RelayList("Default", List.of(ONE, TWO), Optional.empty()));
    memory()
        .membership()
        .write(
            new Membership(
                ManagerAddress.parse(manager.address()).toOptional().orElseThrow().uri(),
                manager.id(),
                TestManager.KEY,
                new ComputerName("web-01"),
                Optional.empty(),
                Set.of(),
                Optional.empty()));
    start();
  }

  @AfterEach
  void stop() {
    manager.close();
  }

  MemberMemory memory() throws IOException {
    return MemberMemory.open(new MemberFolder(folder));
  }

  /** Begins as a process does, with nothing but what is on disk. */
  void start() throws IOException {
    Surroundings around =
        new Surroundings(
            clock, () -> passed.toNanos(), new Random(7), task -> worker.execute(task), computer);
    loop = new HeartbeatLoop(memory(), new ManagerClient(TestAgent.QUICK), computer, around);
  }

  void advance(Duration time) {
    passed = passed.plus(time);
    clock.advance(time);
  }

  /** Lets the loop wait as long as it wants to, and act. */
  Duration next() {
    Duration pause = loop.step();
    advance(pause);
    return pause;
  }

  long count(String what) {
    return computer.log.stream().filter(what::equals).count();
  }
}
