package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;

/** The main job once through, on whatever the product has been deployed to. */
final class Smoke {
  private Smoke() {}

  /** Publishes, replicates, serves, updates an agent, and signs in to the console. */
  static void test(Freshseal freshseal) {
    byte[] content = Bytes.of(100_000, 42);
    freshseal.publish("smoke", "1.0", content);

    JsonObject run = freshseal.runRelay();
    assertThat(run.getString("state")).as(run.toString()).isEqualTo("COMPLETED");
    assertThat(freshseal.anonymous().get("/api/v1/components/smoke/1.0").expect(200).body())
        .isEqualTo(content);

    Agent agent = freshseal.newAgent();
    agent.update().expect(Agent.UPDATED);
    Path anchors = agent.anchors();
    OpenSsl openssl = new OpenSsl(anchors);
    assertThat(openssl.acceptsCatalog(freshseal.catalog(Freshseal.RELAY))).isTrue();

    assertThat(freshseal.events(2204)).as("the relay's success event").isNotEmpty();
    Console.signIn(freshseal.base());
    edges(freshseal);
  }

  /**
   * What depends on the server below: who answers malformed targets, and which filters run where.
   */
  private static void edges(Freshseal freshseal) {
    RawHttp malformed = RawHttp.request(freshseal.base(), "GET", "/%zz");
    assertThat(malformed.status()).as(malformed.head()).isEqualTo(400);
    assertThat(malformed.json().getString("code")).isEqualTo("STATUS_BAD_REQUEST");
    assertThat(
            freshseal.anonymous().get("/source/v1/catalog").expect(200).response().headers().map())
        .doesNotContainKey("freshseal-relay-build");
    freshseal.anonymous().get("/metrics").expect(401);
  }
}
