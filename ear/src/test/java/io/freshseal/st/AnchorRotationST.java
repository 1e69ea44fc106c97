package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The runbook for trust anchors, command by command as it stands in the documentation. */
class AnchorRotationST {

  private static final Path RUNBOOK = Path.of("../docs/anchor-rotation.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
  private static final Pattern VARIABLE =
      Pattern.compile("declare -- ((?:lost|old|new)=\"[0-9a-f]*\")");
  private static final String RESTART = "# restart the source\n";

  private final Path work = Distribution.folder("runbook");

  @Test
  void everyCommandOfTheRunbook_doesWhatItSaysAndAnAgentFollows() throws IOException {
    List<String> blocks =
        BLOCK.matcher(Files.readString(RUNBOOK)).results().map(found -> found.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThan(4);
    try (Server server = Server.with("relay.interval", "PT1H").start()) {
      Freshseal freshseal = Freshseal.of(server);
      freshseal.publish("runbook", "1.0", Bytes.of(1000, 1));
      Files.copy(freshseal.anchors(), work.resolve("anchors.pem"));
      Files.createDirectory(work.resolve("safe"));
      for (String block : blocks.subList(1, blocks.size())) {
        String before = blocks.get(0);
        String[] parts = block.split(Pattern.quote(RESTART), -1);
        run(server, before + parts[0] + "declare -p lost old new > variables 2>&1 || true\n");
        if (parts.length > 1) {
          server.stop();
          server.start();
          run(server, before + variables() + parts[1]);
        }
      }
      assertThat(
              new Agent(server.url(""), work.resolve("anchors.pem"), work.resolve("agent"))
                  .run("verify")
                  .exit())
          .isZero();
      assertThat(work.resolve("agent/current/runbook")).hasBinaryContent(Bytes.of(1000, 1));
    }
  }

  // What a person has in the terminal before the restart, and in it after.
  private String variables() throws IOException {
    Matcher kept = VARIABLE.matcher(Files.readString(work.resolve("variables")));
    return kept.results().map(found -> found.group(1) + "\n").collect(Collectors.joining());
  }

  private void run(Server server, String script) {
    Map<String, String> environment =
        Map.of(
            "at", server.url(""),
            "me", Server.ADMIN + ":" + Server.PASSWORD,
            "data", server.data().toString(),
            "safe", work.resolve("safe").toString(),
            "PATH", Distribution.command("").toAbsolutePath() + ":" + System.getenv("PATH"));
    Command.run(List.of("bash", "-euo", "pipefail", "-c", script), environment, work).expect(0);
  }
}
