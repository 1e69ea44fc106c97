package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.forge.Digests;
import io.freshseal.st.forge.Pki;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every case of the failure that this product ends, in the fleet that the documented command
 * starts: made to happen, seen at an agent, explained by its cause, repaired, and fresh in the end.
 * Each case has a relay group with a relay and an agent of its own. What takes time to age begins
 * to age for all cases at once; the source itself fails last.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class FleetCases {

  private static final Duration VALIDITY = Duration.ofSeconds(90);
  private static final Duration A_LIFE = Duration.ofMinutes(4);
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int EXPIRED = -24;

  private static final String GOOD_RELAY = "head-office-relay-1";
  private static final String OLD_RELAY = "head-office-relay-2";
  private static final String BRANCH_RELAY = "branch-relay-1";
  private static final String IDLE_RELAY = "branch-relay-2";
  private static final String OLD_BUILD = "20.0.0-1336";

  private static final String BEHIND_OLD = "agent-01";
  private static final String BEHIND_IDLE = "agent-02";
  private static final String BEHIND_STRANGER = "agent-03";
  private static final String BEHIND_PROXY = "agent-04";
  private static final String OF_THE_SOURCE = "agent-05";
  private static final String EARLY_AGENT = "agent-06";
  private static final String BEHIND_DAMAGE = "agent-07";
  private static final String ALONE = "agent-08";
  private static final String BELOW_OLD = "agent-09";

  private ShippedFleet fleet;
  private RepairHand hand;
  private FrozenMirror mirror;
  private String proxied;

  /** Who repairs. */
  abstract RepairHand hand(URI url, Http admin);

  @BeforeAll
  void start() {
    fleet = new ShippedFleet(VALIDITY);
    hand = hand(fleet.url(), fleet.admin());
    assertEverybodyIsThere();
    mirror = new FrozenMirror(fleet.url().resolve("/source/v1"));

    fleet.group("with an old relay", false, OLD_RELAY, BEHIND_OLD, BEHIND_DAMAGE);
    fleet.group("with an idle relay", false, IDLE_RELAY, BEHIND_IDLE);
    updateFromTheSource(IDLE_RELAY);
    fleet.group("with a forgotten mirror", false, BRANCH_RELAY, BEHIND_STRANGER);
    proxied = fleet.group("behind a proxy", false, GOOD_RELAY, BEHIND_PROXY);
    String direct = fleet.group("with the source itself", true);
    for (int n = 5; n <= ShippedFleet.AGENTS; n++) {
      if (n != 7) {
        fleet.assign(direct, "agent-%02d".formatted(n));
      }
    }
    fleet
        .relay(BRANCH_RELAY)
        .put("/api/v1/settings/relay.source", "text/plain", mirror.url().getBytes())
        .expect(200);
    Eventually.until("the mirror is asked", SOON, mirror::wasAsked);
    mirror.freeze();
    fleet.proxy(proxied, "behind a proxy", Ports.free());
  }

  // What it holds has not come by another relay then, which may have its own case.
  private void updateFromTheSource(String relay) {
    Eventually.until(
        relay + " takes from the source",
        SOON,
        () -> {
          String order =
              fleet
                  .admin()
                  .post(
                      "/api/v1/security-updates",
                      "application/json",
                      "{\"kind\":\"UPDATE\",\"computers\":[\"" + fleet.id(relay) + "\"]}")
                  .expect(202)
                  .header("Location");
          fleet.admin().get(order + "?wait=PT20S").expect(200);
          return fleet
              .computer(relay)
              .getJsonObject("lastRun")
              .getString("from", "")
              .endsWith("/source/v1");
        });
  }

  private void assertEverybodyIsThere() {
    Eventually.until(
        "all agents are online",
        SOON,
        () ->
            fleet.computers("&text=agent-").stream()
                    .filter(agent -> !agent.getString("state").equals("OFFLINE"))
                    .count()
                == ShippedFleet.AGENTS);
    Map<String, String> builds =
        fleet.computers("&role=relay").stream()
            .collect(Collectors.toMap(c -> c.getString("name"), c -> c.getString("build")));
    assertThat(builds)
        .containsOnlyKeys(GOOD_RELAY, OLD_RELAY, BRANCH_RELAY, IDLE_RELAY)
        .containsEntry(OLD_RELAY, OLD_BUILD);
  }

  @AfterAll
  void end() {
    try {
      mirror.close();
      hand.close();
    } finally {
      ShippedFleet.Left left = fleet.close();
      assertThat(left.exit()).isIn(0, 143);
      assertThat(left.processes()).isGreaterThan(ShippedFleet.AGENTS);
      assertThat(left.files()).as("nothing is kept").containsExactly(Path.of("output.txt"));
    }
  }

  // --- what is seen ---

  private JsonObject failing(String agent, int code) {
    return Eventually.untilGet(
        agent + " fails with " + code,
        A_LIFE,
        () -> fleet.computer(agent),
        now -> now.containsKey("lastRun") && now.getJsonObject("lastRun").getInt("code") == code);
  }

  private JsonObject failing(String agent, String text) {
    return Eventually.untilGet(
        agent + " fails with " + text,
        A_LIFE,
        () -> fleet.computer(agent),
        now ->
            now.containsKey("lastRun")
                && now.getJsonObject("lastRun").getString("text").endsWith(text));
  }

  private Explained explained(String agent, String cause, Runnable before) {
    String id = fleet.id(agent);
    return Eventually.untilGet(
        agent + " has the cause " + cause,
        A_LIFE,
        () -> {
          before.run();
          return hand.explain(id, agent);
        },
        told -> told.cause().equals(cause));
  }

  private Explained diagnosed(String agent, String cause, String culprit, String fact) {
    return diagnosed(agent, cause, culprit, fact, () -> {});
  }

  private Explained diagnosed(
      String agent, String cause, String culprit, String fact, Runnable before) {
    Explained found = explained(agent, cause, before);
    assertThat(found.culprit()).as("who is to blame").isEqualTo(culprit);
    assertThat(found.facts()).contains("diagnosis." + fact);
    return found;
  }

  // Of agents that fail by themselves the group is named, and the way shows one of them.
  private Explained diagnosedByItself(String agent, String cause, String group, String fact) {
    Explained found = explained(agent, cause, () -> {});
    assertThat(found.culprit()).isIn(group, agent);
    assertThat(found.facts()).contains("diagnosis." + fact);
    return found;
  }

  private void repaired(Explained diagnosis, String agent, Runnable byHand) {
    assertThat(hand.repair(diagnosis, byHand)).isEqualTo("DONE");
    assertFresh(agent);
  }

  private void repaired(Explained diagnosis, String agent) {
    repaired(
        diagnosis,
        agent,
        () -> {
          throw new AssertionError("nobody has to do anything by hand");
        });
  }

  private void assertFresh(String agent) {
    Eventually.until(agent + " is fresh", SOON, () -> isFresh(fleet.computer(agent)));
    assertThat(hand.explain(fleet.id(agent), agent).cause()).isIn("HEALTHY", "NOT_AFFECTED");
  }

  private static boolean isFresh(JsonObject agent) {
    Instant now = Instant.now();
    List<JsonObject> held = agent.getJsonArray("held").getValuesAs(JsonObject.class);
    return agent.getJsonObject("lastRun").getInt("code") == 0
        && !held.isEmpty()
        && held.stream().allMatch(file -> Instant.parse(file.getString("expires")).isAfter(now));
  }

  // --- the cases ---

  @Test
  @Order(1)
  void anAgentThatTakesFromTheSourceItself_isNotAffected_andNothingIsToRepair() {
    Eventually.until(
        "it takes from the source",
        SOON,
        () ->
            fleet
                .computer(OF_THE_SOURCE)
                .getJsonObject("lastRun")
                .getString("from", "")
                .contains("/source/v1"));
    Eventually.until("it is fresh", SOON, () -> isFresh(fleet.computer(OF_THE_SOURCE)));

    Explained told = hand.explain(fleet.id(OF_THE_SOURCE), OF_THE_SOURCE);

    assertThat(told.cause()).isEqualTo("NOT_AFFECTED");
    assertThat(told.sentence()).contains("Not affected");
    assertThat(told.steps()).isZero();
  }

  @Test
  @Order(2)
  void anEmptyGroup_isFilledWithARelay() {
    String empty = fleet.group("without a relay", false, ALONE);
    Explained diagnosis =
        diagnosedByItself(ALONE, "EMPTY_GROUP", "without a relay", "FACT_GROUP_EMPTY");
    // The relay has to be one that is well.
    String direct = fleet.computer(OF_THE_SOURCE).getString("group");

    repaired(
        diagnosis,
        ALONE,
        () -> hand.assign(fleet.id(ALONE), ALONE, direct, "with the source itself"));

    fleet.admin().delete("/api/v1/relay-groups/" + empty).expect(204);
  }

  @Test
  @Order(3)
  void aClockThatIsADayAhead_isSetByHand() {
    fleet.stop(EARLY_AGENT);
    fleet.start(EARLY_AGENT, "+1d");
    failing(EARLY_AGENT, EXPIRED);
    hand.assertTold(EARLY_AGENT, 9102, EXPIRED, "STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    Explained diagnosis =
        diagnosedByItself(EARLY_AGENT, "CLOCK", "with the source itself", "FACT_CLOCK");

    repaired(
        diagnosis,
        EARLY_AGENT,
        () -> {
          fleet.stop(EARLY_AGENT);
          fleet.start(EARLY_AGENT, FakeClock.RIGHT);
        });
  }

  @Test
  @Order(4)
  void anOldRelay_isUpgraded_updated_andThenItsAgents() {
    failing(BEHIND_OLD, EXPIRED);
    hand.assertTold(BEHIND_OLD, 9102, EXPIRED, "IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE");
    Explained diagnosis = diagnosed(BEHIND_OLD, "OLD_BUILD", OLD_RELAY, "FACT_BUILD_OLD");

    repaired(diagnosis, BEHIND_OLD);

    assertThat(fleet.computer(OLD_RELAY).getString("build")).isNotEqualTo(OLD_BUILD);
  }

  @Test
  @Order(5)
  void anIdleRelay_isUpdated_andThenItsAgents() {
    failing(BEHIND_IDLE, EXPIRED);
    hand.assertTold(BEHIND_IDLE, 9102, EXPIRED, "IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");

    Explained diagnosis = diagnosed(BEHIND_IDLE, "IDLE_RELAY", IDLE_RELAY, "FACT_HELD");
    assertThat(hand.repairStepByStep(diagnosis)).isEqualTo("DONE");
    assertFresh(BEHIND_IDLE);
  }

  @Test
  @Order(6)
  void aRelayThatTakesFromAForgottenMirror_isLedBackToTheSource() {
    failing(BEHIND_STRANGER, EXPIRED);
    hand.assertTold(
        BEHIND_STRANGER, 9102, EXPIRED, "IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    Explained diagnosis = diagnosed(BEHIND_STRANGER, "WRONG_SOURCE", BRANCH_RELAY, "FACT_STRANGER");

    repaired(
        diagnosis, BEHIND_STRANGER, () -> hand.ownSource(fleet.id(BRANCH_RELAY), BRANCH_RELAY));
  }

  @Test
  @Order(7)
  void aRelayWhoseProxyDoesNotAnswer_isLedRoundIt() {
    failing(BEHIND_PROXY, EXPIRED);
    hand.assertTold(BEHIND_PROXY, 9102, EXPIRED, "IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    Explained diagnosis = diagnosed(BEHIND_PROXY, "NETWORK", GOOD_RELAY, "FACT_RUN");

    repaired(diagnosis, BEHIND_PROXY, () -> hand.withoutProxy(proxied, "behind a proxy"));
  }

  @Test
  @Order(8)
  void aRelayWhoseDiskChangedWhatItKeeps_isClearedAndFilledAgain() {
    fleet.stop(BEHIND_DAMAGE);
    publish("damaged");
    JsonObject held =
        Eventually.untilGet(
            "the relay holds it",
            SOON,
            () -> fleet.relay(OLD_RELAY).get("/api/v1/components/damaged").expect(200).json(),
            found -> found.toString().contains("sha256"));
    String object = held.toString().replaceFirst("(?s).*?\"sha256\":\"([0-9a-f]{64})\".*", "$1");
    damage(OLD_RELAY, object);
    fleet.start(BEHIND_DAMAGE, FakeClock.RIGHT);
    Explained diagnosis =
        diagnosed(
            BEHIND_DAMAGE, "DAMAGED_CACHE", OLD_RELAY, "FACT_RUN", () -> damage(OLD_RELAY, object));

    repaired(diagnosis, BEHIND_DAMAGE);
  }

  private void publish(String component) {
    fleet
        .admin()
        .put(
            "/source/v1/components/" + component + "/1.0?kind=PATTERN&platform=any",
            "application/octet-stream",
            Bytes.of(20_000, 3))
        .expect(201);
    fleet.admin().post("/source/v1/publish").expect(200);
  }

  // As many bytes as before, and other ones. The relay reads again what it keeps, and heals itself
  // within a minute: the disk damages it again then.
  private void damage(String relay, String sha256) {
    Path object =
        fleet.data(relay).resolve("relay/objects").resolve(sha256.substring(0, 2)).resolve(sha256);
    try {
      byte[] bytes = Files.readAllBytes(object);
      if (Digests.sha256(bytes).equals(sha256)) {
        object.toFile().setWritable(true);
        Files.write(object, Bytes.flipped(bytes));
      }
    } catch (NoSuchFileException e) {
      // it is dropped and not fetched again yet
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Order(9)
  void anOldRelayOfTheParentGroup_isBlamedForAgentsBehindRelaysBelow_andRepairedFromTheTopDown() {
    String parent = fleet.computer(OLD_RELAY).getString("group");
    fleet.groupBelow(
        "below an old relay",
        parent,
        BRANCH_RELAY,
        IDLE_RELAY,
        BELOW_OLD,
        BEHIND_IDLE,
        BEHIND_STRANGER);
    fleet.set(IDLE_RELAY, "relay.interval", "PT5S");
    takesFrom(BRANCH_RELAY, OLD_RELAY);
    takesFrom(IDLE_RELAY, OLD_RELAY);
    takesFrom(BELOW_OLD, BRANCH_RELAY, IDLE_RELAY);
    fleet.set(OLD_RELAY, "relay.build", OLD_BUILD);
    failing(BELOW_OLD, EXPIRED);
    // It is told of the relay that it asked, whose build is a new one.
    hand.assertTold(BELOW_OLD, 9102, EXPIRED, "IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    Explained diagnosis = diagnosed(BELOW_OLD, "OLD_BUILD", OLD_RELAY, "FACT_BUILD_OLD");
    Set<String> before = updates().collect(Collectors.toSet());

    repaired(diagnosis, BELOW_OLD);

    assertThat(fleet.computer(OLD_RELAY).getString("build")).isNotEqualTo(OLD_BUILD);
    Map<String, Instant> updated = updated(before);
    assertThat(updated).containsKeys(OLD_RELAY, BELOW_OLD);
    assertThat(List.of(BRANCH_RELAY, IDLE_RELAY))
        .filteredOn(updated::containsKey)
        .isNotEmpty()
        .allSatisfy(
            relay ->
                assertThat(updated.get(relay))
                    .isAfter(updated.get(OLD_RELAY))
                    .isBefore(updated.get(BELOW_OLD)));
  }

  private void takesFrom(String member, String... relays) {
    List<String> addresses =
        Stream.of(relays).map(relay -> fleet.computer(relay).getString("url")).toList();
    Eventually.until(
        member + " takes from one of " + List.of(relays),
        SOON,
        () -> {
          JsonObject run = fleet.computer(member).getJsonObject("lastRun");
          return run.getInt("code") == 0 && addresses.contains(run.getString("from", ""));
        });
  }

  private Stream<String> updates() {
    return fleet.list("/api/v1/security-updates?limit=50", "securityUpdates").stream()
        .filter(update -> update.getString("kind").equals("UPDATE"))
        .map(update -> update.getString("id"));
  }

  // When those who were sent to update meanwhile had done it.
  private Map<String, Instant> updated(Set<String> before) {
    return updates()
        .filter(update -> !before.contains(update))
        .flatMap(
            update ->
                fleet
                    .list("/api/v1/security-updates/" + update + "/computers", "computers")
                    .stream())
        .filter(each -> each.getString("state").equals("SUCCEEDED"))
        .collect(
            Collectors.toMap(
                each -> each.getString("name"),
                each -> Instant.parse(each.getString("changedAt")),
                (one, other) -> one.isBefore(other) ? one : other));
  }

  @Test
  @Order(10)
  void anAgentWithTheAnchorsOfAFormerSource_isGivenThoseOfNow() {
    fleet.stop(BEHIND_OLD);
    fleet.write(BEHIND_OLD, "anchors.pem", new Pki().anchors());
    fleet.start(BEHIND_OLD, FakeClock.RIGHT);
    JsonObject failed = failing(BEHIND_OLD, "STATUS_DIGITAL_SIGNATURE_UNTRUSTED");
    int untrusted = failed.getJsonObject("lastRun").getInt("code");
    hand.assertTold(BEHIND_OLD, 9102, untrusted, "STATUS_DIGITAL_SIGNATURE_UNTRUSTED");
    Explained diagnosis =
        diagnosedByItself(BEHIND_OLD, "OLD_ANCHORS", "with an old relay", "FACT_ANCHORS");

    repaired(
        diagnosis,
        BEHIND_OLD,
        () ->
            fleet.write(
                BEHIND_OLD,
                "anchors.pem",
                fleet.admin().get("/source/v1/anchors").expect(200).body()));
  }

  @Test
  @Order(11)
  void aSourceThatCannotSignAnew_isSaidToBeTheCause_andRenewsOnceItsDiskTakesFilesAgain()
      throws IOException {
    Path staging = fleet.data("manager").resolve("source/staging");
    Path away = staging.resolveSibling("staging-away");
    Files.move(staging, away);
    Files.writeString(staging, "not a folder");
    failing(BEHIND_PROXY, EXPIRED);
    hand.assertTold(BEHIND_PROXY, 9102, EXPIRED, "STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    Explained diagnosis =
        diagnosed(BEHIND_PROXY, "SOURCE_NOT_RENEWED", "/source/v1", "FACT_OFFERED");
    assertThat(hand.repair(diagnosis, () -> {})).as("not yet").containsIgnoringCase("failed");
    Explained again = diagnosed(BEHIND_PROXY, "SOURCE_NOT_RENEWED", "/source/v1", "FACT_OFFERED");

    // It renews by itself a moment after that, too: whoever looks later finds nothing wrong.
    Files.delete(staging);
    Files.move(away, staging);

    repaired(again, BEHIND_PROXY);
  }
}
