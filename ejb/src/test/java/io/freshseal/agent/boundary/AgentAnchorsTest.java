package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.MovableClock;
import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestAgent.Result;
import io.freshseal.agent.TestRelay;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent says to which trust anchors it went on. */
class AgentAnchorsTest {

  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path keys;
  @TempDir Path temporary;
  private final MovableClock clock =
      new MovableClock(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
  private TestRelay relay;
  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    relay = new TestRelay(keys, clock);
    relay.bundleAnchors().put("pattern.a", "1.0", ONE).publish();
    Path anchors = relay.writeAnchors(temporary.resolve("anchors.pem"));
    agent = new TestAgent(temporary.resolve("agent"), anchors, clock);
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void anchorsThatStay_areNotWorthAWord() {
    assertThat(agent.update(relay, "--json").json()).doesNotContainKey("anchorsAdopted");
    assertThat(agent.update(relay).out()).doesNotContain("Trust anchors");
  }

  @Test
  void adoptedAnchors_areNamedByNumberAndDigestOnce() {
    agent.update(relay);
    relay.bundleAnchors().bundleAnchors().publish();

    JsonObject adopted = agent.update(relay, "--json").json().getJsonObject("anchorsAdopted");

    assertThat(adopted.getInt("number")).isEqualTo(3);
    assertThat(adopted.getInt("before")).isEqualTo(1);
    assertThat(adopted.getInt("certificates")).isEqualTo(1);
    assertThat(adopted.getString("sha256")).matches("[0-9a-f]{64}");
    assertThat(agent.update(relay, "--json").json()).doesNotContainKey("anchorsAdopted");
  }

  @Test
  void adoptedAnchors_areSaidInTheLanguageOfTheReader() {
    relay.bundleAnchors().publish();
    Result english = agent.update(relay);
    relay.bundleAnchors().publish();

    assertThat(english.out())
        .containsPattern(
            "Trust anchors: went on from number 1 to number 2 \\(certificates: 1\\), bundle"
                + " [0-9a-f]{64}\\.");
    assertThat(
            agent
                .run(
                    Locale.JAPANESE,
                    "update",
                    "--relay",
                    relay.address(),
                    "--anchors",
                    temporary.resolve("anchors.pem").toString(),
                    "--dir",
                    agent.directory().toString())
                .out())
        .contains("トラストアンカー: 番号 2 から番号 3 に移行しました (証明書の数: 1)。");
  }
}
