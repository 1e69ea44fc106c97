package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fleet in a real browser: groups, tokens and computers, in both languages. */
class FleetConsoleST {

  private static final Pattern COMMAND =
      Pattern.compile("freshseal-agent enrol --manager (\\S+) --token (\\S+) --dir (\\S+)");

  private static Server server;
  private static Http admin;
  private static Browser browser;

  @BeforeAll
  static void start() {
    server = Shared.server();
    admin = Freshseal.of(server).admin();
    browser = Browser.open(server, "en");
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  private static Browser show(String page, String language) {
    return browser.visit(page + "?lang=" + language);
  }

  private static int total(String query) {
    return admin.get("/api/v1/computers?" + query).expect(200).json().getInt("total");
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, Created the relay group, computers, Deleted the relay group, Delete",
    "ja, を作成しました。, コンピュータが, を削除しました。, 削除"
  })
  void aGroup_isMade_keptWhileSomebodyIsInIt_andDeletedAfterwards(
      String language, String created, String kept, String deleted, String delete) {
    String name = "console-group-" + language;
    show("groups.xhtml", language).type("group-name", name);
    browser.click("group-save");
    browser.until("#messages", created);
    String group = idOf(name);
    FleetMember member = FleetMember.joined(server, "console-member-" + language);
    browser.visit("computer.xhtml?id=" + member.id()).until("h1", member.name());
    browser.select("assign-group", name);
    browser.click("assign");
    browser.until("#messages", member.name());
    assertThat(total("group=" + group)).isEqualTo(1);

    press(browser.visit("groups.xhtml"), delete + " " + name);
    assertThat(browser.until("#messages", kept)).contains("STATUS_CONFLICT");
    assertThat(idOf(name)).isEqualTo(group);

    browser.visit("computer.xhtml?id=" + member.id()).click("remove");
    browser.cancel();
    assertThat(total("group=" + group)).isEqualTo(1);
    browser.click("remove");
    browser.confirm();
    browser.until("#messages", member.name());
    assertThat(total("group=" + group)).isZero();
    assertThat(member.heartbeat(member.plain()).status()).isEqualTo(401);
    press(browser.visit("groups.xhtml"), delete + " " + name);
    browser.until("#messages", deleted);
    assertThat(admin.get("/api/v1/relay-groups").text()).doesNotContain(name);
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, cannot be read, Created the rule, Applied the rules, Deleted the rule, Delete",
    "ja, を読み取れません, を作成しました。, ルールを適用しました, を削除しました。, 削除"
  })
  void aRule_showsWhomItWouldMove_beforeItMovesThem(
      String language,
      String unreadable,
      String created,
      String applied,
      String deleted,
      String delete) {
    String name = "console-rule-" + language;
    String group = ruledGroup(name);
    FleetMember member = FleetMember.joined(server, name + "-member");
    show("rules.xhtml", language).type("rule-name", name);
    browser.type("rule-network", "somewhere");
    browser.click("rule-save");
    browser.until("#messages", unreadable);
    assertThat(browser.barriers()).as("with a message").isEmpty();
    browser.type("rule-network", "");
    browser.type("rule-computers", name + "-*");
    browser.select("rule-group", name);
    browser.click("rule-save");
    browser.until("#messages", created);
    assertThat(browser.until("#moves", member.name())).contains(name);
    assertThat(total("group=" + group)).isZero();

    browser.click("apply-rules");
    browser.confirm();
    browser.until("#messages", applied);
    assertThat(total("group=" + group)).isEqualTo(1);
    assertThat(browser.count("#moves")).isZero();

    press(browser, delete + " " + name);
    browser.until("#messages", deleted);
    assertThat(admin.get("/api/v1/assignment-rules").text()).doesNotContain(name);
    assertThat(total("group=" + group)).as("until the rules are applied").isEqualTo(1);
    assertThat(browser.complaints()).isEmpty();
  }

  private static String ruledGroup(String name) {
    return admin
        .post("/api/v1/relay-groups", "application/json", "{\"name\":\"" + name + "\"}")
        .expect(201)
        .json()
        .getString("id");
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, is made., Run now, Ordered, Delete, is deleted.",
    "ja, を作成しました。, 今すぐ実行, 要求済み, 削除, を削除しました。"
  })
  void aTask_isMade_runByHand_andDeleted_withItsUpdateLeft(
      String language, String made, String run, String ordered, String delete, String deleted) {
    String name = "console-task-" + language;
    FleetMember member = FleetMember.joined(server, "console-due-" + language);
    member.heartbeat(member.plain()).expect(200);
    show("tasks.xhtml", language).type("task-name", name);
    browser.click("task-save");
    browser.until("#messages", made);
    assertThat(tasks()).contains(name);

    browser.clickFirst("button[aria-label='" + run + " " + name + "']");
    browser.until("#standing", "");
    String update = browser.url();
    assertThat(update).contains("update.xhtml?id=");
    assertThat(browser.visit("tasks.xhtml").until("#tasks", name)).contains(ordered);
    assertThat(browser.count("#tasks a[href*='" + update.replaceAll(".*id=", "") + "']"))
        .as("its last security update is a click away")
        .isEqualTo(1);

    press(browser, delete + " " + name);
    browser.until("#messages", deleted);
    assertThat(tasks()).doesNotContain(name);
    admin
        .delete("/api/v1/security-updates/" + update.replaceAll(".*id=", "").replaceAll("&.*", ""))
        .expect(200);
    assertThat(browser.complaints()).isEmpty();
  }

  private static String tasks() {
    return admin.get("/api/v1/scheduled-tasks").expect(200).text();
  }

  private static void press(Browser page, String label) {
    page.clickFirst("button[aria-label='" + label + "']");
    page.confirm();
  }

  private static String idOf(String group) {
    return admin
        .get("/api/v1/relay-groups")
        .expect(200)
        .json()
        .getJsonArray("relayGroups")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(each -> each.getString("name").equals(group))
        .map(each -> each.getString("id"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({"en, Revoke, is revoked.", "ja, 無効化, を無効にしました。"})
  void aToken_isShownOnceWithTheCommandThatJoins_andRevoked(
      String language, String revoke, String revoked) {
    String name = "console-token-" + language;
    show("enrolment.xhtml", language).type("token-name", name);
    browser.type("token-uses", "2");
    browser.click("token-create");
    String token = browser.until("#secret", "fse1.");
    var command = COMMAND.matcher(browser.text("#new-token .command code"));
    assertThat(command.matches()).isTrue();
    assertThat(command.group(1)).isEqualTo(server.url(""));
    assertThat(command.group(2)).isEqualTo(token);

    Path folder = Distribution.folder("console-agent");
    Command.run(
            List.of(
                Distribution.command("freshseal-agent").toString(),
                "enrol",
                "--manager",
                command.group(1),
                "--token",
                token,
                "--dir",
                folder.toString(),
                "--name",
                name),
            Map.of(),
            null)
        .expect(0);
    assertThat(Files.exists(folder.resolve("anchors.pem"))).isTrue();
    assertThat(total("text=" + name)).isEqualTo(1);

    browser.visit("enrolment.xhtml").until("#enrolment-tokens", name);
    assertThat(browser.count("#secret")).isZero();
    press(browser, revoke + " " + name);
    browser.until("#messages", revoked);
    assertThat(FleetMember.join(server, "fse_" + token.split("\\.")[1], "late", "agent").status())
        .isEqualTo(401);
    assertThat(total("text=" + name)).isEqualTo(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, Failed, behind the manager, The disk failed at /data, Intermediate, No computer passes this filter",
    "ja, 失敗, 遅れています, /data でディスクの, 中間, 条件に合うコンピュータはありません"
  })
  void aComputerThatFailed_isFoundByItsState_andSaysWhatRunsOutFirst(
      String language, String failed, String clock, String why, String place, String none) {
    FleetMember member = FleetMember.joined(server, "console-ill-" + language);
    ill(member);

    show("index.xhtml", language).until("#computer-states", failed);
    browser.clickFirst("#computer-states a[href*='state=FAILED']");
    browser.until("#computers", member.name());
    assertThat(browser.url()).contains("state=FAILED");
    assertThat(browser.attribute("export", "formaction")).isEqualTo("computers.csv");
    String[] table =
        browser.fetched("/console/computers.csv?state=FAILED&text=" + member.name()).split("\\R");
    assertThat(table).hasSize(2);
    assertThat(table[0]).startsWith("200 ").contains("\"id\",\"name\",\"state\"");
    assertThat(table[1])
        .contains(
            member.id(), "\"FAILED\"", "\"soon-pattern\"", "\"-60\",\"STATUS_DISK_FULL\"", why);
    browser.visit("computers.xhtml?text=" + member.name() + "&state=FAILED");
    assertThat(browser.until("#computers", "STATUS_DISK_FULL")).contains("soon-pattern");
    browser.clickFirst("#computers a.strong");
    browser.until("h1", member.name());
    assertThat(browser.text("#clock")).contains(clock);
    assertThat(browser.text("#last-run")).contains("STATUS_DISK_FULL (-60)", why);
    assertThat(browser.text("#held tbody tr")).contains("soon-pattern", place);
    browser.click("computer-events");
    browser.until("#events", member.name());

    browser.visit("computers.xhtml?state=WELL&text=" + member.name()).until("#computers", none);
    assertThat(browser.complaints()).isEmpty();
  }

  // It holds two files, its clock is behind, and its last update failed.
  private static void ill(FleetMember member) {
    JsonArrayBuilder held =
        Json.createArrayBuilder()
            .add(file("late-pattern", 60, "SIGNER"))
            .add(file("soon-pattern", 3, "INTERMEDIATE"));
    var list = held.build();
    JsonObjectBuilder heartbeat =
        member
            .plain()
            .add("time", Instant.now().minusSeconds(600).toString())
            .add("holdings", FleetMember.digest("{\"held\":" + list + "}"))
            .add("held", list)
            .add(
                "lastRun",
                Json.createObjectBuilder()
                    .add("at", Instant.now().minusSeconds(60).toString())
                    .add("code", -60)
                    .add("text", "STATUS_DISK_FULL")
                    .add("sentence", "\u0002storage.DISK_FAILED\u001d/data\u001dfull\u0003"));
    member.heartbeat(heartbeat).expect(200);
  }

  @Test
  void eventsBehindTheListsEnd_areOneClickAway_andTheFilterStays() {
    FleetMember member = FleetMember.joined(server, "older-01");
    Instant newest = Instant.now().minus(40, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    int heartbeats = 51;
    for (int i = 0; i < heartbeats; i++) {
      member
          .heartbeat(member.plain().add("events", leaps(newest.minusSeconds(200L * i), 200)))
          .expect(200);
    }
    String until = LocalDateTime.ofInstant(newest, ZoneId.systemDefault()).plusHours(1).toString();

    browser.visit("events.xhtml?lang=en&number=5004&origin=AGENT&until=" + until);
    browser.until("#older", "The list ends after 10,000 events.");
    assertThat(browser.until("#events", "of 10000")).contains("1–25");
    browser.clickFirst("#older a");

    // The last one of the list and those behind it.
    browser.until("#events", "1–25 of 201");
    assertThat(browser.url()).contains("number=5004", "origin=AGENT").doesNotContain(until);
    assertThat(browser.attribute("number", "value")).isEqualTo("5004");
    assertThat(browser.count("#older")).isZero();
    assertThat(browser.barriers()).isEmpty();
    admin.delete("/api/v1/computers/" + member.id()).expect(204);
  }

  private static JsonArrayBuilder leaps(Instant newest, int count) {
    JsonArrayBuilder events = Json.createArrayBuilder();
    for (int i = 0; i < count; i++) {
      Instant time = newest.minusSeconds(i);
      events.add(
          Json.createObjectBuilder()
              .add("key", UUID.randomUUID().toString())
              .add("time", time.toString())
              .add("origin", "AGENT")
              .add("number", 5004)
              .add("target", "")
              .add("actor", "system")
              .add("figures", Json.createArrayBuilder().add(time.toString()).add(time.toString())));
    }
    return events;
  }

  private static JsonObjectBuilder file(String id, int days, String first) {
    Instant expires = Instant.now().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    return Json.createObjectBuilder()
        .add("id", id)
        .add("version", "1.0")
        .add("serial", 1)
        .add("signature", FleetMember.digest(id))
        .add("expires", expires.toString())
        .add("first", first)
        .add("status", "STATUS_OK");
  }
}
