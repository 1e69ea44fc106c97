package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.MovableClock;
import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestAgent.Result;
import io.freshseal.agent.TestRelay;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** An agent that knows several relays of its group, and what its refusals rest on. */
class AgentRelaysTest {

  @TempDir static Path keys;
  @TempDir Path temporary;
  // The Date header of the relays is the real time.
  private final Instant start = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  private final MovableClock clock = new MovableClock(start);
  private TestRelay first;
  private TestRelay second;
  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    first = new TestRelay(keys, clock);
    second = new TestRelay(keys, clock);
    Path anchors = first.writeAnchors(temporary.resolve("anchors.pem"));
    agent = new TestAgent(temporary.resolve("agent"), anchors, clock);
    first.put("rules", "1.0", "one".getBytes(StandardCharsets.UTF_8)).publish();
    second.put("rules", "1.0", "one".getBytes(StandardCharsets.UTF_8)).publish();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private static String nobody() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + free.getLocalPort();
    }
  }

  private Result update(String... relays) {
    String[] args = new String[relays.length * 2 + 6];
    args[0] = "update";
    args[1] = "--json";
    args[2] = "--anchors";
    args[3] = temporary.resolve("anchors.pem").toString();
    args[4] = "--dir";
    args[5] = agent.directory().toString();
    for (int i = 0; i < relays.length; i++) {
      args[6 + 2 * i] = "--relay";
      args[7 + 2 * i] = relays[i];
    }
    return agent.run(args);
  }

  @Test
  void firstRelayThatAnswers_isUsedAndTheOtherIsNotAsked() throws IOException {
    Result result = update(nobody(), first.address(), second.address());

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.json().getString("relay")).startsWith(first.address());
    assertThat(agent.current("rules")).contains("one");
    assertThat(second.takeRequests()).isEmpty();
  }

  @Test
  void clockThatTwoRelaysContradict_isBlamedInsteadOfTheCertificate() throws IOException {
    update(first.address());
    clock.move(Duration.ofDays(400));

    Result result = update(first.address(), second.address());

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.json().getInt("code")).isEqualTo(-44);
    JsonObject refusal = result.json().getJsonArray("refusals").getJsonObject(0);
    assertThat(refusal.getJsonArray("clocks")).hasSize(2);
    assertThat(refusal.getString("detail")).contains("would not be refused for its date");
    assertThat(agent.current("rules")).contains("one");
  }

  @Test
  void oneRelayAlone_isEvidenceOnly() throws IOException {
    update(first.address());
    clock.move(Duration.ofDays(400));

    Result result = update(first.address());

    assertThat(result.json().getJsonArray("refusals").getJsonObject(0).getInt("code"))
        .isEqualTo(-24);
    assertThat(result.json().getJsonArray("refusals").getJsonObject(0).getJsonArray("clocks"))
        .hasSize(1);
  }

  @Test
  void refusal_namesCertificateDateAndHop() {
    update(first.address());
    clock.move(Duration.ofDays(400));

    JsonObject refusal =
        update(first.address())
            .json()
            .getJsonArray("refusals")
            .getValuesAs(JsonObject.class)
            .stream()
            .filter(r -> r.containsKey("component"))
            .findFirst()
            .orElseThrow();

    assertThat(refusal.getJsonObject("certificate").getString("notAfter"))
        .isEqualTo(refusal.getString("date"));
    assertThat(refusal.getJsonObject("hop").getString("place")).isEqualTo("STORE");
    assertThat(refusal.getJsonObject("hop").getString("address"))
        .isEqualTo(agent.directory().toString());
  }

  @Test
  void secondCatalogOfOneSequence_isRefusedWithBothDigests() throws IOException {
    update(first.address());
    first.put("rules", "1.1", "two".getBytes(StandardCharsets.UTF_8)).publish(1);

    Result result = update(first.address());

    JsonObject refusal = result.json().getJsonArray("refusals").getJsonObject(0);
    assertThat(refusal.getInt("code")).isEqualTo(-43);
    assertThat(refusal.getJsonObject("conflict").getString("accepted")).hasSize(64);
    assertThat(refusal.getJsonObject("conflict").getString("offered"))
        .hasSize(64)
        .isNotEqualTo(refusal.getJsonObject("conflict").getString("accepted"));
    assertThat(refusal.getJsonObject("hop").getString("address")).startsWith(first.address());
    assertThat(agent.current("rules")).contains("one");
  }

  @Test
  void componentsThatComeAndGo_areSaid() {
    update(first.address());
    first.remove("rules").put("engine", "1.0", new byte[] {1}).publish();

    Result result = update(first.address());

    assertThat(result.json().getJsonArray("added").getString(0)).isEqualTo("engine");
    assertThat(result.json().getJsonArray("removed").getString(0)).isEqualTo("rules");
  }

  @Test
  void hopOfARefusal_isSaidInBothLanguages() {
    first.answeringHtml(true);
    String[] args = {
      "update",
      "--relay",
      first.address(),
      "--anchors",
      temporary.resolve("anchors.pem").toString(),
      "--dir",
      agent.directory().toString()
    };

    assertThat(agent.run(Locale.ENGLISH, args).err()).contains("It was handed out by http://");
    assertThat(agent.run(Locale.JAPANESE, args).err()).contains("から渡されたものです。");
  }
}
