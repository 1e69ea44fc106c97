package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.AgentProcess;
import io.freshseal.agent.AgentProcess.Ended;
import io.freshseal.agent.TestRelay;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own, with nothing but the class path it is shipped with. */
class AgentProgramTest {

  @TempDir Path temporary;

  @Test
  void everyCommand_runsOnTheAgentsOwnClassPath() throws Exception {
    assertThat(AgentProcess.classPath()).hasSize(8).noneMatch(jar -> jar.contains("jakartaee"));
    Ended help = AgentProcess.run(temporary, "--help");
    assertThat(help.exit()).as(help.err()).isZero();
    assertThat(help.out()).contains("clear-cache");
    try (TestRelay relay = new TestRelay(temporary.resolve("keys"), Clock.systemUTC())) {
      byte[] content = "one".getBytes(StandardCharsets.UTF_8);
      relay.put("pattern.a", "1.0", content).publish();
      String anchors = relay.writeAnchors(temporary.resolve("anchors.pem")).toString();
      String dir = temporary.resolve("agent").toString();
      String[] common = {"--relay", relay.address(), "--anchors", anchors, "--dir", dir};

      Ended update = run("update", common);
      assertThat(update.exit()).as(update.err()).isZero();
      assertThat(update.err()).isEqualTo("Fetching one new file, 3 B ...\n");
      assertThat(temporary.resolve("agent/current/pattern.a")).hasContent("one");

      assertThat(run("status", common).out()).contains("pattern.a");
      assertThat(run("verify", common).exit()).isZero();
      assertThat(run("clear-cache", common).exit()).isZero();
      relay.answeringHtml(true);
      Ended refused = run("update", common);
      assertThat(refused.exit()).isEqualTo(4);
      assertThat(refused.err()).contains("STATUS_SOURCE_BAD_ANSWER").doesNotContain("\tat ");
    }
  }

  private Ended run(String command, String[] common) throws Exception {
    String[] args = new String[common.length + 1];
    args[0] = command;
    System.arraycopy(common, 0, args, 1, common.length);
    return AgentProcess.run(temporary, args);
  }
}
