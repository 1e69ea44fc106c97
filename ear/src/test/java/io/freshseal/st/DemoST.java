package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README's run command: what a newcomer sees in the first minute. */
class DemoST {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration SOME_STEPS = Duration.ofSeconds(60);

  @Test
  void theDemonstration_showsRealContentReplicatedAndRenewed_andEndsWithNothingLeft()
      throws Exception {
    Path folder = Distribution.folder("demo");
    int port = Ports.free();
    List<String> words =
        List.of(Distribution.command("freshseal-demo").toString(), "--port", "" + port);
    try (Background demo = Background.start(words, Map.of("TMPDIR", folder.toString()), folder)) {
      String url = "http://127.0.0.1:" + port + "/";
      Eventually.until(
          "the demonstration names its address and the password",
          START,
          () ->
              demo.output().contains("Freshseal is ready: " + url)
                  && demo.output().contains("password"));

      Freshseal freshseal = new Freshseal(URI.create(url));
      Eventually.until(
          "two real components are replicated, and a signature file renewed",
          SOME_STEPS,
          () ->
              freshseal.catalogJson(Freshseal.RELAY).getJsonArray("components").size() >= 2
                  && freshseal
                      .anonymous()
                      .get("/api/v1/components")
                      .text()
                      .matches("(?s).*\"serial\":[2-9].*"));
      Eventually.until(
          "the agent has applied one of them",
          SOME_STEPS,
          () -> demo.output().contains("public-suffix-list") || demo.output().contains("tika"));

      List<ProcessHandle> everybody = demo.children();
      assertThat(everybody).isNotEmpty();
      assertThat(demo.stop()).isIn(0, 143);
      Eventually.until(
          "no process is left",
          Duration.ofSeconds(10),
          () -> everybody.stream().noneMatch(ProcessHandle::isAlive));
      try (var left = Files.list(folder)) {
        assertThat(left).containsExactly(folder.resolve("output.txt"));
      }
    }
  }
}
