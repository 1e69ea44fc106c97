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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On what an agent holds a component is said by every command that judges. */
class AgentBasisTest {

  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final Duration VALID = Duration.ofDays(2);

  @TempDir static Path keys;
  @TempDir Path temporary;
  // The store compares with times of files, so this clock starts at the real time.
  private final Instant start = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  private final MovableClock clock = new MovableClock(start);
  private TestRelay relay;
  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    relay = new TestRelay(keys, clock);
    Path anchors = relay.writeAnchors(temporary.resolve("anchors.pem"));
    agent = new TestAgent(temporary.resolve("agent"), anchors, clock);
    relay.timestamping().certificatesValid(VALID).put("pattern.a", "1.0", ONE).publish();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private Result update(String... more) {
    return agent.update(relay, more);
  }

  private Result status(Locale locale, String... more) {
    String[] fixed = {
      "status",
      "--anchors",
      temporary.resolve("anchors.pem").toString(),
      "--dir",
      agent.directory().toString()
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return agent.run(locale, all);
  }

  private void assertTimestamped(JsonObject component) {
    assertThat(component.getString("basis")).isEqualTo("TIMESTAMPED");
    assertThat(component.getString("timestamp")).isEqualTo(start.toString());
    assertThat(component.getString("warning"))
        .isEqualTo(
            "pattern.a 1.0 stands only by its timestamp of "
                + start
                + ": a certificate has been expired since "
                + start.plus(VALID)
                + ". Its signature must be renewed.");
  }

  @Test
  void signatureWithinItsDates_standsStrictlyAndWithoutAWarning() {
    JsonObject updated = update("--timestamps", "timestamped", "--json").component("pattern.a");

    assertThat(updated.getString("basis")).isEqualTo("STRICT");
    assertThat(updated.getString("timestamp")).isEqualTo(start.toString());
    assertThat(updated).doesNotContainKey("warning");
  }

  @Test
  void expiredCertificateUnderTimestamped_isSaidByUpdateStatusAndVerify() {
    update();
    clock.move(VALID.plusDays(1));

    Result updated = update("--timestamps", "timestamped", "--json");

    assertThat(updated.exit()).as(updated.err()).isZero();
    assertTimestamped(updated.component("pattern.a"));
    Result shown = status(Locale.ENGLISH, "--timestamps", "timestamped", "--json");
    assertThat(shown.exit()).isZero();
    assertTimestamped(shown.component("pattern.a"));
    assertTimestamped(
        status(Locale.ENGLISH, "--timestamps", "timestamped", "--relay", relay.address(), "--json")
            .component("pattern.a"));
    assertTimestamped(agent.verify("--timestamps", "timestamped", "--json").component("pattern.a"));
  }

  @Test
  void warning_isInTheLanguageOfTheReader() {
    update();
    clock.move(VALID.plusDays(1));

    assertThat(status(Locale.ENGLISH, "--timestamps", "timestamped").err())
        .contains("freshseal-agent: warning: pattern.a 1.0 stands only by its timestamp of ")
        .contains("must be renewed");
    assertThat(status(Locale.JAPANESE, "--timestamps", "timestamped").err())
        .contains("pattern.a 1.0 は " + start + " のタイムスタンプだけを根拠に受け入れています。")
        .contains(start.plus(VALID) + " に有効期限が切れました。署名の更新が必要です。");
  }

  @Test
  void unreachableRelay_doesNotHideThatAComponentStandsByItsTimestampAlone() {
    update();
    clock.move(VALID.plusDays(1));
    relay.close();

    Result result = update("--timestamps", "timestamped", "--json");

    assertThat(result.exit()).isEqualTo(4);
    assertTimestamped(result.component("pattern.a"));
  }

  @Test
  void renewal_endsTheWarning() {
    update();
    clock.move(VALID.plusDays(1));
    update("--timestamps", "timestamped");
    relay.renew("pattern.a").publish();

    JsonObject renewed = update("--timestamps", "timestamped", "--json").component("pattern.a");

    assertThat(renewed.getString("basis")).isEqualTo("STRICT");
    assertThat(renewed).doesNotContainKey("warning");
  }

  @Test
  void refusedSignatureFile_hasNoBasis() {
    update();
    clock.move(VALID.plusDays(1));

    Result strict = update("--json");

    assertThat(strict.exit()).isEqualTo(3);
    assertThat(strict.component("pattern.a").getInt("code")).isEqualTo(-24);
    assertThat(strict.component("pattern.a")).doesNotContainKey("basis");
    assertThat(status(Locale.ENGLISH, "--json").component("pattern.a"))
        .doesNotContainKeys("basis", "warning");
  }

  @Test
  void statusWithoutAnchors_judgesNothingAndSaysNoBasis() {
    update();

    Result shown = agent.run("status", "--dir", agent.directory().toString(), "--json");

    assertThat(shown.exit()).isZero();
    assertThat(shown.component("pattern.a")).doesNotContainKey("basis");
  }
}
