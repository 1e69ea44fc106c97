package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The archive of classes that makes an agent quick is never what it depends on. */
class AgentArchiveST {

  private final Server server = Shared.server();
  private final Path home = Distribution.folder("agent-home");
  private Path anchors;

  @BeforeEach
  void copyTheAgent() throws IOException {
    Freshseal freshseal = Freshseal.of(server);
    freshseal.publish("archive", "1.0", Bytes.of(1000, 7));
    freshseal.runRelay();
    anchors = freshseal.anchors();
    Path original = Distribution.home();
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib/agent"));
    Path script = home.resolve("bin/freshseal-agent");
    Files.copy(original.resolve("bin/freshseal-agent"), script);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    try (Stream<Path> files = Files.list(original.resolve("lib/agent"))) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.copy(jar, home.resolve("lib/agent").resolve(jar.getFileName()));
      }
    }
  }

  @Test
  void theFirstUpdateLeavesOne_andLaterRunsUseItAndSayTheSame() throws IOException {
    update();
    assertThat(archives(".jsa.")).as("not in use before it is whole").hasSize(1);

    Command second = update();

    assertThat(archives(".jsa")).hasSize(1);
    assertThat(archives(".jsa.")).isEmpty();
    assertThat(second.out()).startsWith("{\"command\":\"update\",\"result\":\"CURRENT\"");
    assertThat(second.err()).isEmpty();
    assertThat(agent("-Xshare:on", "update").exit()).as("it fits").isZero();
  }

  @Test
  void aDamagedOne_isPassedOverInSilence() throws IOException {
    update();
    update();
    Path archive = archives(".jsa").get(0);
    byte[] whole = Files.readAllBytes(archive);
    byte[] damaged = whole.clone();
    for (int i = damaged.length / 4; i < damaged.length / 2; i++) {
      damaged[i] ^= 0x55;
    }
    for (byte[] content : List.of(damaged, Arrays.copyOf(whole, 5000), new byte[0])) {
      Files.deleteIfExists(archive);
      Files.write(archive, content);

      assertThat(update().err()).isEmpty();
    }
  }

  @Test
  void oneThatWasNotWrittenToItsEnd_isNeverUsed() throws IOException {
    update();
    Path left = archives(".jsa.").get(0);
    Files.delete(left);
    Files.write(left, new byte[100_000]);

    update();

    assertThat(archives(".jsa.")).doesNotContain(left).hasSize(1);
  }

  private Command update() {
    Command done = agent("-Dsome=thing", "update");
    assertThat(done.exit()).as(done.toString()).isZero();
    assertThat(done.out()).startsWith("{");
    return done;
  }

  private Command agent(String option, String command) {
    return Command.run(
        List.of(
            home.resolve("bin/freshseal-agent").toString(),
            command,
            "--json",
            "--relay",
            server.url(""),
            "--anchors",
            anchors.toString(),
            "--dir",
            home.resolve("files").toString()),
        Map.of("FRESHSEAL_JAVA_OPTS", option),
        null);
  }

  private List<Path> archives(String part) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib/agent"))) {
      return files
          .filter(
              file -> part.endsWith(".") ? name(file).contains(part) : name(file).endsWith(part))
          .toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
