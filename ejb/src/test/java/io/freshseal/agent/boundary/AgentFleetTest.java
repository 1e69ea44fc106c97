package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestAgent.Result;
import io.freshseal.agent.TestRelay;
import io.freshseal.agent.control.PushNote;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.TestManager;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.member.entity.RelayList;
import io.freshseal.replication.entity.PushView;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.FolderLock;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent's commands on a computer that joins a fleet and belongs to it. */
class AgentFleetTest {

  private static final Instant START = Instant.parse("2030-06-01T12:00:00Z");

  @TempDir private Path temporary;
  private final SettableClock clock = new SettableClock(START);
  private TestRelay relay;
  private TestManager manager;
  private TestAgent agent;

  @BeforeEach
  void fleet() throws IOException {
    relay = new TestRelay(temporary.resolve("keys"), clock);
    relay.put("pattern.a", "1.0", "one".getBytes()).publish();
    Path anchors = relay.writeAnchors(temporary.resolve("given.pem"));
    manager = TestManager.plain(Files.readString(anchors)).relays(relay.address());
    agent = new TestAgent(temporary.resolve("agent"), anchors, clock);
  }

  @AfterEach
  void stop() {
    relay.close();
    manager.close();
  }

  private Result enrol(String... more) {
    return with(
        List.of(
            "enrol",
            "--manager",
            manager.address(),
            "--token",
            manager.token(Optional.empty()).text(),
            "--name",
            "web-01"),
        more);
  }

  private Result with(List<String> command, String... more) {
    List<String> args = new java.util.ArrayList<>(command);
    args.addAll(List.of("--dir", agent.directory().toString()));
    args.addAll(List.of(more));
    return agent.run(args.toArray(String[]::new));
  }

  private Result run(String command, String... more) {
    return with(List.of(command), more);
  }

  @Test
  void enrolment_bringsTheAnchorsAndKeepsTheKeyToItself() throws IOException {
    Result result = enrol("--json");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.json().getString("result")).isEqualTo("ENROLLED");
    assertThat(manager.enrolled().orElseThrow().name().text()).isEqualTo("web-01");
    assertThat(manager.enrolled().orElseThrow().roles()).containsExactly(MemberRole.AGENT);
    assertThat(agent.directory().resolve("anchors.pem"))
        .hasSameTextualContentAs(temporary.resolve("given.pem"));
    assertThat(result.out() + result.err()).doesNotContain(TestManager.KEY);
    assertThat(new MemberFolder(agent.directory()).membership()).exists();
  }

  @Test
  void secondEnrolment_isRefusedUnlessItIsMeant() throws IOException {
    enrol();
    Path file = new MemberFolder(agent.directory()).membership();
    String before = Files.readString(file);

    Result second = enrol("--json");
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.json().getString("detail")).contains("--again");
    assertThat(file).hasContent(before);

    assertThat(enrol("--again", "--source", "test").exit()).isZero();
    assertThat(Files.readString(file)).contains("\"source\":\"test\"");
  }

  @Test
  void anchorsThatTheTokenDoesNotName_areNotKept() {
    try (TestManager between = TestManager.plain("others")) {
      Result result =
          with(
              List.of(
                  "enrol",
                  "--json",
                  "--manager",
                  between.address(),
                  "--token",
                  manager.token(Optional.empty()).text()));

      assertThat(result.exit()).isEqualTo(3);
      assertThat(result.json().getString("text")).isEqualTo("STATUS_MANAGER_UNTRUSTED");
      assertThat(agent.directory().resolve("anchors.pem")).doesNotExist();
      assertThat(new MemberFolder(agent.directory()).membership()).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enrol --manager http://10.0.0.1 --token x",
        "enrol --manager https://manager.example --token fse1.x.y",
        "enrol --token x",
        "heartbeat",
        "run",
        "update",
        "verify"
      })
  void commandThatLacksSomething_isUsageAndLeavesNoFolder(String line) {
    Result result = with(List.of(line.split(" ")));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).startsWith("freshseal-agent: ");
    assertThat(agent.directory()).doesNotExist();
  }

  @Test
  void enrolledFolder_needsNeitherRelayNorAnchors() {
    enrol();
    assertThat(run("update").exit()).as("no relay is known yet").isEqualTo(2);
    assertThat(run("heartbeat").exit()).isZero();

    Result update = run("update");

    assertThat(update.exit()).as(update.err()).isZero();
    assertThat(run("verify").exit()).isZero();
    assertThat(run("status").out()).contains("pattern.a", relay.address());
    relay.close();
    assertThat(run("update").exit()).isEqualTo(4);
  }

  @Test
  void orderOnDemand_isCarriedOutAndToldWithWhatIsHeldThen() throws IOException {
    enrol();
    UUID order = manager.order(OrderKind.UPDATE, START.plusSeconds(60));

    Result result = run("heartbeat");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("Order UPDATE: succeeded.")
        .endsWith("The manager took the heartbeat.\n");
    assertThat(agent.current("pattern.a")).contains("one");
    assertThat(manager.outcomes(order))
        .extracting(OrderReport::state)
        .containsExactly(OrderState.SUCCEEDED);
    assertThat(manager.lastHeartbeat().held().orElseThrow().files())
        .extracting(file -> file.id().text())
        .containsExactly("pattern.a");
    assertThat(manager.lastHeartbeat().followed().orElseThrow().source()).isEqualTo("test");
    run("heartbeat");
    assertThat(manager.events())
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_UPDATED);
  }

  @Test
  void expiredSignatureOfAnOldRelay_isTheEventThatOperatorsKnow() {
    enrol();
    relay.certificatesValid(Duration.ofDays(10)).catalogValid(Duration.ofDays(100));
    relay.put("pattern.a", "2.0", "two".getBytes()).publish().ofBuild("20.0.0-1336");
    clock.advance(Duration.ofDays(11));
    UUID order = manager.order(OrderKind.UPDATE, clock.instant().plusSeconds(60));

    run("heartbeat");
    run("heartbeat");

    OrderReport outcome = manager.outcomes(order).get(0);
    assertThat(outcome.state()).isEqualTo(OrderState.REFUSED);
    assertThat(outcome.error().code()).isEqualTo(-24);
    assertThat(outcome.error().text()).isEqualTo("IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE");
    assertThat(manager.lastHeartbeat().lastRun().orElseThrow().fromBuild()).isPresent();
    SystemEvent event = manager.events().get(0);
    assertThat(event.type()).isEqualTo(EventType.AGENT_SIGNATURE_REFUSED);
    assertThat(event.type().number()).isEqualTo(9102);
    assertThat(event.error()).contains(outcome.error());
    assertThat(event.figures()).startsWith("pattern.a", "2.0");
  }

  @Test
  void cacheThatIsCleared_isAnOrderLikeAnyOther() {
    enrol();
    run("heartbeat");
    run("update");
    UUID order = manager.order(OrderKind.CLEAR_CACHE, START.plusSeconds(60));

    assertThat(run("heartbeat", "--json").out())
        .contains("{\"event\":\"order\"", "\"kind\":\"CLEAR_CACHE\",\"state\":\"SUCCEEDED\"");

    assertThat(manager.outcomes(order))
        .extracting(OrderReport::state)
        .containsExactly(OrderState.SUCCEEDED);
    assertThat(agent.directory().resolve("current/pattern.a")).exists();
  }

  @Test
  void groupWithoutARelay_isUnreachableAndSaysSo() {
    enrol();
    manager.relays(new RelayList("Empty", List.of(), Optional.empty()));
    UUID order = manager.order(OrderKind.UPDATE, START.plusSeconds(60));

    run("heartbeat");

    OrderReport outcome = manager.outcomes(order).get(0);
    assertThat(outcome.state()).isEqualTo(OrderState.FAILED);
    assertThat(outcome.error().code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE.code());
    assertThat(outcome.sentence().in(Locale.JAPANESE)).contains("通知されていません");
  }

  @Test
  void relayThatIsDown_isPassedOverForTheNext() throws IOException {
    enrol();
    String gone;
    try (TestRelay other = new TestRelay(temporary.resolve("other"), clock)) {
      gone = other.address();
    }
    manager.relays(gone, relay.address());
    UUID order = manager.order(OrderKind.UPDATE, START.plusSeconds(60));

    run("heartbeat");

    assertThat(manager.outcomes(order).get(0).state()).isEqualTo(OrderState.SUCCEEDED);
    assertThat(manager.lastHeartbeat().lastRun().orElseThrow().from())
        .contains(URI.create(relay.address()) + "/api/v1");
  }

  @Test
  void folderThatIsServed_isOfNoUseToASecondProcess() throws IOException {
    enrol();
    try (FolderLock service = new MemberFolder(agent.directory()).claim()) {
      for (Result result : List.of(run("run"), run("heartbeat"), enrol("--again"))) {
        assertThat(result.exit()).isEqualTo(5);
        assertThat(result.err()).contains("STATUS_BUSY");
      }
    }
  }

  @Test
  void damagedMembership_isAClearRefusal() throws IOException {
    enrol();
    Files.writeString(new MemberFolder(agent.directory()).membership(), "{}");

    for (String command : List.of("run", "heartbeat", "update", "status")) {
      Result result = run(command);
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err()).contains("membership.json").contains("damaged");
    }
  }

  @Test
  void managerThatIsAway_isUnreachableInBothLanguages() {
    enrol();
    manager.close();

    Result english = run("heartbeat");
    assertThat(english.exit()).isEqualTo(4);
    assertThat(english.out().lines())
        .as("it is about no component")
        .singleElement()
        .asString()
        .contains("The manager does not take heartbeats");
    Result japanese =
        agent.run(Locale.JAPANESE, "heartbeat", "--dir", agent.directory().toString());
    assertThat(japanese.out()).contains("マネージャがハートビートを受け付けません");
    assertThat(japanese.err()).contains("STATUS_MANAGER_UNREACHABLE").contains("マネージャ");
  }

  @Test
  void updateByHand_isToldByTheNextHeartbeatUnlessTheServiceSpeaks() throws IOException {
    enrol();
    run("heartbeat");
    run("update");
    run("heartbeat");

    assertThat(manager.lastHeartbeat().lastRun().orElseThrow().error().code()).isZero();
    assertThat(manager.events())
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_UPDATED);

    clock.advance(Duration.ofMinutes(1));
    try (FolderLock service = new MemberFolder(agent.directory()).claim()) {
      assertThat(run("update").exit()).isZero();
    }
    run("heartbeat");
    assertThat(manager.lastHeartbeat().lastRun().orElseThrow().at()).isEqualTo(START);
  }

  @Test
  void updateInAFolderWithoutAMembership_leavesNoTraceOfOne() {
    assertThat(agent.update(relay).exit()).isZero();

    assertThat(agent.directory().resolve("member")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONNECTED | waiting at http://relay.test/api/v1 since 2030-06-01T12:00:00Z. The last new"
            + " catalog was heard of at 2030-06-01T12:00:09Z. | 待ち受けています",
        "UNSUPPORTED | not offered at http://relay.test/api/v1 since 2030-06-01T12:00:00Z; the"
            + " interval | 提供されていません",
        "LOST | since 2030-06-01T12:00:00Z nothing can be waited for | 再試行します",
        "OFF | off since 2030-06-01T12:00:00Z; the interval | オフです",
        "STARTING | not connected yet | まだ接続していません"
      })
  void status_saysHowThePushStands(PushView.State state, String english, String japanese)
      throws IOException {
    assertThat(enrol().exit()).isZero();
    assertThat(run("heartbeat").exit()).isZero();
    assertThat(run("update").exit()).isZero();
    PushView view =
        PushView.begun(PushView.State.STARTING, START)
            .becoming(state, START, Optional.of("http://relay.test/api/v1"))
            .hearing(START.plusSeconds(9));
    try (PushNote note = PushNote.open(new MemberFolder(agent.directory()), view)) {
      assertThat(note).isNotNull();
      assertThat(run("status").out()).contains("Push: " + english);
      assertThat(agent.run(Locale.JAPANESE, "status", "--dir", agent.directory().toString()).out())
          .contains("プッシュ: ", japanese, "2030-06-01T12:00:09Z");
      assertThat(run("status", "--json").json().getJsonObject("push"))
          .containsEntry("state", Json.createValue(state.name()))
          .containsEntry("since", Json.createValue(START.toString()))
          .containsEntry("at", Json.createValue("http://relay.test/api/v1"))
          .containsEntry("heard", Json.createValue(START.plusSeconds(9).toString()));
    }
    assertThat(run("status").out()).contains("Push: the service does not run.");
  }

  @Test
  void status_claimsNothingOfAServiceWhoseFilesCannotBeOpened() throws IOException {
    assertThat(enrol().exit()).isZero();
    Path service = new MemberFolder(agent.directory()).service();
    Files.deleteIfExists(service);
    Files.createDirectory(service);

    assertThat(run("status").out()).contains("Push: not known.").doesNotContain("does not run");
    assertThat(agent.run(Locale.JAPANESE, "status", "--dir", agent.directory().toString()).out())
        .contains("プッシュ: 不明です。");
    assertThat(run("status", "--json").json().getJsonObject("push"))
        .containsExactly(Map.entry("state", Json.createValue("SERVICE_UNKNOWN")));
  }
}
