package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules put computers into groups, and updates are ordered of those that meet a selection. */
class AssignmentST {
  private static final String JSON = "application/json";
  private static final String RULES = "/api/v1/assignment-rules";
  private static final String GROUPS = "/api/v1/relay-groups";
  private static final String UPDATES = "/api/v1/security-updates";
  private static final String DEFAULT_GROUP = "00000000-0000-0000-0000-000000000001";

  private final Server server = Shared.server();
  private final Http admin = Freshseal.of(server).admin();
  private String outer;
  private String inner;

  @BeforeEach
  void makeGroups() {
    outer = made(GROUPS, "{\"name\":\"ruled-outer\"}");
    inner = made(GROUPS, "{\"name\":\"ruled-inner\",\"parent\":\"" + outer + "\"}");
  }

  @AfterEach
  void leaveTheFleetAsItWas() {
    rules().forEach(rule -> admin.delete(RULES + "/" + rule.getString("id")).expect(204));
    list("/api/v1/computers?text=ruled-", "computers")
        .forEach(each -> admin.delete("/api/v1/computers/" + each.getString("id")).expect(204));
    admin.delete(GROUPS + "/" + inner).expect(204);
    admin.delete(GROUPS + "/" + outer).expect(204);
  }

  private String made(String path, String body) {
    return admin.post(path, JSON, body).expect(201).json().getString("id");
  }

  private List<JsonObject> list(String path, String name) {
    return admin.get(path).expect(200).json().getJsonArray(name).getValuesAs(JsonObject.class);
  }

  private List<JsonObject> rules() {
    return list(RULES, "assignmentRules");
  }

  private String rule(String name, String condition, String group) {
    return made(RULES, "{\"name\":\"" + name + "\"," + condition + ",\"group\":\"" + group + "\"}");
  }

  private Answer put(String path, String body) {
    return admin.put(path, JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  private String groupOf(FleetMember member) {
    return admin.get("/api/v1/computers/" + member.id()).expect(200).json().getString("group");
  }

  private String mark() {
    return admin.get(RULES + "/moves").expect(200).json().getString("mark");
  }

  private Answer apply(String mark) {
    return admin.post(RULES + "/moves", JSON, "{\"mark\":\"" + mark + "\"}");
  }

  private long events(int number) {
    return admin
        .get("/api/v1/events?origin=MANAGER&number=" + number)
        .expect(200)
        .json()
        .getInt("total");
  }

  @Test
  void aRule_showsWhomItWouldMove_beforeItMovesThem_andNeverWhoWasPutThereByHand() {
    FleetMember free = FleetMember.joined(server, "ruled-web-01");
    FleetMember placed = FleetMember.joined(server, "ruled-web-02");
    put(
            "/api/v1/computers/" + placed.id() + "/relay-group",
            "{\"group\":\"" + DEFAULT_GROUP + "\"}")
        .expect(200);
    long applied = events(7434);
    rule("web servers", "\"computers\":\"RULED-web-*\",\"network\":\"127.0.0.0/8\"", inner);

    JsonObject preview = admin.get(RULES + "/moves").expect(200).json();

    assertThat(preview.getInt("total")).isOne();
    JsonObject move = preview.getJsonArray("moves").getJsonObject(0);
    assertThat(move.getString("name")).isEqualTo("ruled-web-01");
    assertThat(move.getString("from")).isEqualTo(DEFAULT_GROUP);
    assertThat(move.getString("to")).isEqualTo(inner);
    assertThat(groupOf(free)).as("a preview moves nobody").isEqualTo(DEFAULT_GROUP);
    assertThat(apply(mark()).expect(200).json().getInt("total")).isOne();
    assertThat(groupOf(free)).isEqualTo(inner);
    assertThat(groupOf(placed)).isEqualTo(DEFAULT_GROUP);
    assertThat(groupOf(FleetMember.joined(server, "ruled-web-03")))
        .as("who joins is asked at once")
        .isEqualTo(inner);
    assertThat(admin.get(RULES + "/moves").expect(200).json().getInt("total")).isZero();
    assertThat(events(7434)).isEqualTo(applied + 1);
  }

  @Test
  void whatIsAppliedIsWhatWasLookedAt_orNothing() {
    rule("web servers", "\"computers\":\"ruled-web-*\"", inner);
    String second = rule("the rest", "\"computers\":\"ruled-*\"", outer);
    String seen = mark();
    assertThat(mark()).as("nothing has changed").isEqualTo(seen);
    long applied = events(7434);

    put(RULES + "/" + second + "/place", "{\"place\":1}").expect(200);

    assertThat(apply(seen).expect(409).text()).contains("Look again");
    assertThat(admin.post(RULES + "/moves", JSON, "{}").status()).isEqualTo(400);
    assertThat(events(7434)).isEqualTo(applied);
    apply(mark()).expect(200);
    assertThat(events(7434)).isEqualTo(applied + 1);
  }

  @Test
  void theFirstRuleThatIsMet_decides_andAComputerFollowsWhenItsNameChanges() {
    String first = rule("all of ours", "\"computers\":\"ruled-*\"", outer);
    String second = rule("data", "\"computers\":\"ruled-db-*\"", inner);
    FleetMember member = FleetMember.joined(server, "ruled-db-01");
    assertThat(groupOf(member)).isEqualTo(outer);

    put(RULES + "/" + second + "/place", "{\"place\":1}").expect(200);

    assertThat(rules()).extracting(rule -> rule.getString("id")).containsExactly(second, first);
    assertThat(groupOf(member)).as("an order alone moves nobody").isEqualTo(outer);
    apply(mark()).expect(200);
    assertThat(groupOf(member)).isEqualTo(inner);
    FleetMember renamed = new FleetMember(member.http(), member.id(), "ruled-app-01", member.key());
    renamed.heartbeat(renamed.plain()).expect(200);
    assertThat(groupOf(member)).isEqualTo(outer);
    assertThat(admin.delete(GROUPS + "/" + inner).expect(409).text()).contains("assignment rule");
    admin.delete(RULES + "/" + first).expect(204);
    apply(mark()).expect(200);
    assertThat(groupOf(member)).as("no rule is met any more").isEqualTo(DEFAULT_GROUP);
  }

  @Test
  void whatIsNoRule_isRefused_andNothingIsLeftOfIt() {
    String kept = rule("kept", "\"computers\":\"ruled-kept-*\"", outer);
    long made = events(7431);
    String end = ",\"group\":\"" + outer + "\"}";

    refused("{\"name\":\"everything\"" + end);
    refused("{\"name\":\"range\",\"network\":\"10.0.0.0/33\"" + end);
    refused("{\"name\":\"pattern\",\"computers\":\"" + "*a".repeat(60) + "\"" + end);
    refused("{\"name\":\"<b>\",\"computers\":\"*\"" + end);
    refused("{\"name\":\"nowhere\",\"computers\":\"*\",\"group\":\"" + kept + "\"}");
    assertThat(put(RULES + "/" + kept, "{\"name\":\"kept\"" + end).status()).isEqualTo(400);
    assertThat(put(RULES + "/" + kept + "/place", "{\"place\":0}").status()).isEqualTo(400);

    assertThat(rules()).hasSize(1);
    assertThat(rules().get(0).getString("computers")).isEqualTo("ruled-kept-*");
    assertThat(events(7431)).isEqualTo(made);
  }

  private void refused(String body) {
    Answer answer = admin.post(RULES, JSON, body);
    assertThat(answer.status()).as(body + answer).isEqualTo(400);
  }

  @Test
  void anUpdate_isOrderedOfThoseThatMeetTheSelection_andSaysWhatEachWaitsFor() {
    rule("inner", "\"computers\":\"ruled-in-*\"", inner);
    rule("outer", "\"computers\":\"ruled-out-*\"", outer);
    FleetMember heard = FleetMember.joined(server, "ruled-in-01");
    heard.heartbeat(heard.plain()).expect(200);
    FleetMember.joined(server, "ruled-in-02");
    FleetMember.joined(server, "ruled-out-01");
    String ofOuter = "{\"role\":\"agent\",\"group\":\"" + outer + "\"";

    assertThat(names(ofOuter + "}")).containsExactly("ruled-out-01");
    assertThat(names(ofOuter + ",\"below\":\"included\"}"))
        .containsExactly("ruled-in-01", "ruled-in-02", "ruled-out-01");
    assertThat(names("{\"name\":\"ruled-*-01\",\"computerState\":\"WELL\"}"))
        .containsExactly("ruled-in-01");
    assertThat(admin.post(UPDATES, JSON, "{\"name\":\"ruled-none-*\"}").status()).isEqualTo(409);
    assertThat(admin.post(UPDATES, JSON, "{\"role\":\"source\"}").status()).isEqualTo(400);

    String update =
        admin.post(UPDATES, JSON, ofOuter + ",\"below\":\"included\"}").header("Location");
    JsonObject standings = admin.get(update).expect(200).json().getJsonObject("standings");
    assertThat(standings.getInt("PENDING_HEARTBEAT")).isOne();
    assertThat(standings.getInt("PENDING_OFFLINE")).as("never heard").isEqualTo(2);
    assertThat(list(update + "/computers?standing=PENDING_HEARTBEAT", "computers"))
        .extracting(step -> step.getString("name"))
        .containsExactly("ruled-in-01");
    admin.delete(update).expect(200);
  }

  /** Orders it, and gives it up at once. */
  private List<String> names(String order) {
    String update = admin.post(UPDATES, JSON, order).expect(202).header("Location");
    List<JsonObject> steps = list(update + "/computers", "computers");
    admin.delete(update).expect(200);
    return steps.stream().map(step -> step.getString("name")).toList();
  }
}
