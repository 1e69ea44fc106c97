package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A lazy relay behind a lazy relay, and an agent behind both; little room, and a sudden end. */
@EnabledIf("io.freshseal.st.Distribution#isLong")
class LazyChainST {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int SIZE = 600_000;
  private static final byte[] FIRST = Bytes.of(SIZE, 21);
  private static final byte[] SECOND = Bytes.of(SIZE, 22);

  private static Freshseal primary;
  private static Server upper;
  private static Server lower;
  private static Path anchors;

  @BeforeAll
  static void start() {
    primary = Freshseal.of(Shared.server());
    anchors = primary.anchors();
    primary.publish("chain-first", "1.0", FIRST);
    primary.publish("chain-second", "1.0", SECOND);
    upper = lazy(Shared.server().url("/source/v1"), "20GiB");
    lower = lazy(upper.url(""), "1MB");
  }

  private static Server lazy(String source, String most) {
    Server server =
        Server.with(
                "roles",
                "relay",
                "relay.source",
                source,
                "relay.interval",
                "PT1H",
                "relay.mode",
                "lazy",
                "relay.lazy.max-bytes",
                most,
                "trust.anchors",
                anchors.toString())
            .start();
    assertThat(Freshseal.of(server).runRelay().getString("state")).isEqualTo("COMPLETED");
    return server;
  }

  @AfterAll
  static void stop() {
    lower.close();
    upper.close();
  }

  private static JsonObject contents(Server server) {
    return Freshseal.of(server).relay().getJsonObject("contents");
  }

  private static byte[] read(String id) {
    Freshseal relay = Freshseal.of(lower);
    String path = "/api/v1/objects/" + relay.held(Freshseal.RELAY, id).getString("sha256");
    return Eventually.untilGet(
            id + " comes", SOON, () -> relay.anonymous().get(path), it -> it.status() == 200)
        .body();
  }

  @Test
  void contentsPassThroughBoth_takeTurnsInALittleRoom_andOutliveAKill() {
    assertThat(contents(lower).getInt("held")).isZero();
    assertThat(contents(upper).getInt("held")).isZero();

    assertThat(read("chain-first")).isEqualTo(FIRST);
    assertThat(contents(upper).getInt("fetched")).isEqualTo(1);
    assertThat(contents(lower).getInt("held")).isEqualTo(1);

    assertThat(read("chain-second")).as("there is room for one of them").isEqualTo(SECOND);
    assertThat(contents(lower).getInt("held")).isEqualTo(1);
    assertThat(contents(lower).getInt("evicted")).isEqualTo(1);
    assertThat(contents(upper).getInt("held")).isEqualTo(2);

    lower.kill9();
    lower.start();
    Eventually.until(
        "it knows what is there",
        SOON,
        () -> contents(lower).getJsonNumber("bytes").longValue() == SIZE);
    assertThat(read("chain-second")).isEqualTo(SECOND);
    assertThat(contents(lower).getInt("fetched")).as("it was still there").isZero();

    assertThat(read("chain-first")).as("asked for again").isEqualTo(FIRST);
    assertThat(contents(upper).getInt("fetched")).as("the upper one had it").isEqualTo(2);

    Agent agent = new Agent(upper.url(""), anchors, Distribution.folder("agent"));
    agent.update().expect(Agent.UPDATED);
    assertThat(agent.folder().resolve("current").resolve("chain-first")).hasBinaryContent(FIRST);
  }
}
