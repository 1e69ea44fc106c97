package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A signing certificate is revoked on what is shipped; relay and agent follow, each by itself. */
class RevocationST {

  private static final String MINE = "revocation-st";
  private static final String REVOCATIONS = Freshseal.SOURCE + "/revocations";
  private static final int CERTIFICATE_REVOKED = 7008;

  private final Server server = Shared.server();
  private final Freshseal freshseal = Freshseal.of(server);

  private JsonObject revocations() {
    return freshseal.admin().get(REVOCATIONS).expect(200).json();
  }

  private String serialNumberOf(String component) {
    return revocations().getJsonArray("inUse").getValuesAs(JsonObject.class).stream()
        .filter(signer -> signer.getJsonArray("components").toString().contains(component))
        .findFirst()
        .orElseThrow()
        .getString("serialNumber");
  }

  private Answer revoke(Http caller, String serialNumber, String reason) {
    String order = "{\"serialNumber\":\"%s\",\"reason\":\"%s\"}".formatted(serialNumber, reason);
    return caller.post(REVOCATIONS, "application/json", order);
  }

  private List<String> revoked() {
    return revocations().getJsonArray("revoked").getValuesAs(JsonObject.class).stream()
        .map(one -> one.getString("serialNumber"))
        .toList();
  }

  @Test
  void aRevokedCertificate_isReplacedInOneStepAndRefusedWhereItStillStands() {
    byte[] content = Bytes.of(10_000, 77);
    freshseal.publish(MINE, "1.0", content);
    freshseal.runRelay();
    Agent agent = freshseal.newAgent();
    agent.update().expect(Agent.UPDATED);
    String stolen = serialNumberOf(MINE);

    JsonObject done = revoke(freshseal.admin(), stolen, "keyCompromise").expect(200).json();

    assertThat(done.getString("outcome")).isEqualTo("PUBLISHED");
    assertThat(done.getInt("renewed")).isEqualTo(1);
    assertThat(done.getBoolean("wasInUse")).isTrue();
    assertThat(revoked()).contains(stolen);
    assertThat(serialNumberOf(MINE)).isNotEqualTo(stolen);
    assertThat(freshseal.events(CERTIFICATE_REVOKED).get(0).toString()).contains(stolen);
    assertThat(freshseal.runRelay().getString("state")).isEqualTo("COMPLETED");
    agent.update().expect(Agent.UPDATED);
    assertThat(freshseal.serial(Freshseal.RELAY, MINE)).isEqualTo(2);
    agent.run("verify").expect(Agent.UPDATED);
    assertThat(revoke(freshseal.admin(), stolen, "keyCompromise").status()).isEqualTo(409);
  }

  @Test
  void aSerialNumberThatSignsNothing_isRevokedAndSaidToSignNothing() {
    freshseal.publish(MINE + "-unknown", "1.0", Bytes.of(100, 79));

    JsonObject done = revoke(freshseal.admin(), "7e57", "affiliationChanged").expect(200).json();

    assertThat(done.getBoolean("wasInUse")).isFalse();
    assertThat(done.getInt("renewed")).isZero();
    assertThat(revoked()).contains("7e57");
  }

  @Test
  void whatIsNoOrder_isRefusedAndRevokesNothing() {
    List<String> before = revoked();

    assertThat(revoke(freshseal.anonymous(), "1f", "keyCompromise").status()).isEqualTo(401);
    assertThat(freshseal.anonymous().get(REVOCATIONS).status()).isEqualTo(401);
    assertThat(revoke(freshseal.admin(), "1f", "boredom").status()).isEqualTo(400);
    assertThat(revoke(freshseal.admin(), "-1", "keyCompromise").status()).isEqualTo(400);
    assertThat(revoke(freshseal.admin(), "f".repeat(41), "superseded").status()).isEqualTo(400);

    assertThat(revoked()).isEqualTo(before);
  }

  @Test
  void theConsole_asksBeforeItRevokes() {
    freshseal.publish(MINE + "-console", "1.0", Bytes.of(100, 78));
    int before = revoked().size();
    try (Browser browser = Browser.open(server, "en")) {
      browser.visit("source.xhtml").clickFirst("#signers button");
      assertThat(revoked()).hasSize(before);
      browser.confirm();
      browser.until("#revoked", "The key may be in other hands");
      assertThat(browser.complaints()).isEmpty();
    }
    assertThat(revoked()).hasSize(before + 1);
  }
}
