package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.HostileSource.Mood;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A relay at a site of its own: a process without a source, and a network that misbehaves. */
class RelayST {
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final String OBJECTS = "/objects/";
  private static final AtomicInteger VERSION = new AtomicInteger();

  /** What the network spoils. */
  enum Target {
    CATALOG,
    SIGNATURE,
    CONTENT;

    /** The paths of this, for a component. */
    String paths(JsonObject held) {
      return switch (this) {
        case CATALOG -> "/catalog$";
        case SIGNATURE -> held.getJsonObject("signature").getString("sha256") + "|/signature$";
        case CONTENT -> held.getString("sha256") + "|/" + held.getString("version") + "$";
      };
    }
  }

  private static Freshseal primary;
  private static HostileSource network;
  private static Server server;
  private static Freshseal relay;
  private static Path anchors;

  @BeforeAll
  static void start() {
    primary = Freshseal.of(Shared.server());
    anchors = primary.anchors();
    primary.publish("site-base", "1.0", Bytes.of(2_000_000, 7));
    network = HostileSource.inFrontOf(Shared.server());
    server =
        Server.with(
                "roles",
                "relay",
                "relay.source",
                network.url("/source/v1"),
                "relay.interval",
                "PT1H",
                "trust.anchors",
                anchors.toString())
            .start();
    relay = Freshseal.of(server);
    assertThat(relay.runRelay().getString("state")).isEqualTo("COMPLETED");
  }

  @AfterAll
  static void stop() {
    server.close();
    network.close();
  }

  @AfterEach
  void calm() {
    network.behave();
    relay.set("relay.interval", "PT1H");
    relay.set("relay.source", network.url("/source/v1"));
  }

  @Test
  void aRelayServesWhatItsSourceOffers_byteForByte() {
    relay.runRelay();

    assertThat(relay.catalog(Freshseal.RELAY)).isEqualTo(primary.catalog(Freshseal.SOURCE));
    assertThat(server.anonymous().get("/api/v1/components/site-base/1.0").expect(200).body())
        .isEqualTo(Bytes.of(2_000_000, 7));
    assertThat(server.anonymous().get("/source/v1/catalog").status())
        .as("no source")
        .isEqualTo(404);
  }

  @Test
  void aRenewedSignatureFile_arrivesWithinOneInterval_andNotOneByteOfContentIsFetchedAgain() {
    relay.set("relay.interval", INTERVAL.toString());
    relay.runRelay();
    long before = relay.serial(Freshseal.RELAY, "site-base");
    String content = relay.held(Freshseal.RELAY, "site-base").getString("sha256");
    network.resetCounts();

    primary.renew("site-base");

    Eventually.until(
        "the renewed signature file is held",
        INTERVAL.plusSeconds(5),
        () -> relay.serial(Freshseal.RELAY, "site-base") > before);
    assertThat(network.bytesFor(content)).isZero();
    assertThat(network.requestsFor("/components/site-base/1.0$")).isZero();
    assertThat(network.bytesFor(OBJECTS)).as("signature files alone").isBetween(1L, 50_000L);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "SILENT,        CATALOG,   STATUS_SOURCE_UNREACHABLE",
    "BROKEN,        CATALOG,   STATUS_SOURCE_UNREACHABLE",
    "HTML,          CATALOG,   STATUS_SOURCE_BAD_ANSWER",
    "TRUNCATING,    CATALOG,   STATUS_SOURCE_UNREACHABLE",
    "FLIPPING,      CATALOG,   STATUS_DIGITAL_SIGNATURE_",
    "SLOW,          CATALOG,   STATUS_TOO_SLOW",
    "HTML,          SIGNATURE, STATUS_SOURCE_BAD_ANSWER",
    "CLAIMING_LESS, SIGNATURE, STATUS_SOURCE_BAD_ANSWER",
    "SILENT,        CONTENT,   STATUS_SOURCE_UNREACHABLE",
    "HTML,          CONTENT,   STATUS_SOURCE_BAD_ANSWER",
    "TRUNCATING,    CONTENT,   STATUS_SOURCE_UNREACHABLE",
    "CLAIMING_MORE, CONTENT,   STATUS_TOO_LARGE",
    "CLAIMING_LESS, CONTENT,   STATUS_SOURCE_BAD_ANSWER",
    "FLIPPING,      CONTENT,   STATUS_DIGEST_MISMATCH",
    "STALLING,      CONTENT,   STATUS_TOO_SLOW"
  })
  void aSourceThatMisbehaves_isReportedWithAStableCode_andWhatIsServedStays(
      Mood mood, Target target, String code) {
    String version = "1." + VERSION.incrementAndGet();
    primary.publish("site-hostile", version, Bytes.of(300_000, version.hashCode()));
    byte[] served = relay.catalog(Freshseal.RELAY);
    network.spoil(target.paths(primary.held(Freshseal.SOURCE, "site-hostile")), mood);

    JsonObject run = relay.runRelay();

    assertThat(run.getString("text")).as(run.toString()).startsWith(code);
    assertThat(run.getString("state")).isIn("FAILED", "PARTIAL");
    assertThat(relay.catalog(Freshseal.RELAY)).as("served as before").isEqualTo(served);
    assertThat(server.anonymous().get("/api/v1/components/site-base/1.0").status()).isEqualTo(200);
    Eventually.until(
        "an event carries the code", Duration.ofSeconds(10), () -> newestError().contains(code));

    network.behave();
    assertThat(relay.runRelay().getString("state")).as("the next run").isEqualTo("COMPLETED");
    assertThat(relay.catalog(Freshseal.RELAY)).isEqualTo(primary.catalog(Freshseal.SOURCE));
  }

  private static String newestError() {
    return relay
        .admin()
        .get("/api/v1/events?limit=20")
        .expect(200)
        .json()
        .getJsonArray("events")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(event -> event.getString("text", ""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  @Test
  void aSourceThatIsNotThere_isReported_andTheRelayServesOn() {
    byte[] served = relay.catalog(Freshseal.RELAY);
    relay.set("relay.source", "http://127.0.0.1:" + Ports.free());

    JsonObject run = relay.runRelay();

    assertThat(run.getString("state")).isEqualTo("FAILED");
    assertThat(run.getString("text")).isEqualTo("STATUS_SOURCE_UNREACHABLE");
    assertThat(relay.catalog(Freshseal.RELAY)).isEqualTo(served);
    assertThat(server.anonymous().get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void aRelayCanHaveAnotherRelayAsItsSource_andAnAgentBehindBothIsUpdated() {
    primary.publish("site-chain", "1.0", Bytes.of(50_000, 3));
    primary.runRelay();
    relay.set("relay.source", Shared.server().url(""));

    assertThat(relay.runRelay().getString("state")).isEqualTo("COMPLETED");

    assertThat(relay.held(Freshseal.RELAY, "site-chain").getString("version")).isEqualTo("1.0");
    Agent.of(server, anchors).update().expect(Agent.UPDATED);
  }
}
