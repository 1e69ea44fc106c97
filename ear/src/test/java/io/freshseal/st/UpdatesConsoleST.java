package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** Security updates in a real browser: ordered, followed while they go on, cancelled. */
class UpdatesConsoleST {

  private static final String JSON = "application/json";

  // The page is told by the server, and does not ask by itself.
  private static final String LIVE = "[data-stream][data-live='true']";

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

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, Running, Pending (heartbeat), Succeeded, 1 of 1 computers have ended, Done",
    "ja, 実行中, 保留中 (ハートビート待ち), 成功, 1 台中 1 台が終了, 完了"
  })
  void anUpdateOfAComputer_isOrderedFromItsPage_andToldToItsEndWithoutReload(
      String language, String running, String pending, String succeeded, String all, String done) {
    FleetMember member = FleetMember.joined(server, "updates-one-" + language);
    member.heartbeat(member.plain()).expect(200);
    browser.visit("computer.xhtml?id=" + member.id() + "&lang=" + language);
    browser.click("update-now");
    browser.until("#standing", running);
    String page = browser.url();
    assertThat(browser.until("#steps", pending)).contains(member.name());
    browser.until(LIVE, running);
    browser.focus("#steps a.name");
    String focused = browser.focused();

    report(member, order(member), "SUCCEEDED", 0, "STATUS_OK");

    browser.until("#ended", all);
    browser.until("#standing", done);
    assertThat(browser.until("#steps", succeeded)).contains(member.name());
    assertThat(browser.until("#said", all)).contains(done);
    assertThat(browser.focused()).as("the focus stays").isEqualTo(focused).isNotBlank();
    assertThat(browser.url()).isEqualTo(page);
    browser.visit("updates.xhtml?progress=ended").until("#runs", done);
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, Waits for the relays of the group, Waiting for relays, STATUS_DISK_FULL, Skipped, Partly done",
    "ja, のリレーの終了を待っています, リレー待ち, STATUS_DISK_FULL, スキップ, 一部完了"
  })
  void agentsBehindARelayThatFails_saySoWhileTheyWait_andWhenTheyAreSkipped(
      String language, String waits, String waiting, String why, String skipped, String partly) {
    String group = group("updates-site-" + language);
    FleetMember relay = relay("updates-relay-" + language);
    FleetMember agent = FleetMember.joined(server, "updates-agent-" + language);
    agent.heartbeat(agent.plain()).expect(200);
    List.of(relay, agent).forEach(member -> assign(member, group));
    browser.visit("updates.xhtml?lang=" + language + "&group=" + group);
    browser.click("order");
    browser.until("#run-groups", "updates-site-" + language);
    String page = browser.url();
    browser.visit(page.replaceAll(".*/console/", "") + "&standing=WAITING");
    assertThat(browser.until("#steps", waits)).contains(agent.name()).doesNotContain(relay.name());
    assertThat(browser.text("#steps")).contains(waiting);
    browser.until(LIVE, "");

    report(relay, order(relay), "FAILED", -60, why);

    browser.until("#standing", partly);
    browser.clickFirst(".step-counts a[href*='SKIPPED']");
    assertThat(browser.until("#steps", skipped)).contains(agent.name(), relay.name(), why);
    assertThat(orders(agent)).as("the agent is not sent into the same failure").isEmpty();
    String run = browser.url().replaceAll(".*[?&]id=([^&#]*).*", "$1");
    assertThat(browser.fetched("/console/update.csv?id=" + run).split("\\R"))
        .hasSize(3)
        .anyMatch(line -> line.contains(agent.id()) && line.contains("\"SKIPPED\""))
        .anyMatch(line -> line.contains(relay.id()) && line.contains("\"-60\""));
    assertThat(browser.complaints()).isEmpty();
    String none = "/console/update.csv?id=" + UUID.randomUUID();
    assertThat(browser.fetched(none)).startsWith("404");
    // The browser notes it, too; the next test is not to find it.
    assertThat(browser.complaints()).singleElement().asString().contains(none, "404");
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({"en, Pending (offline), Cancelled, Skipped", "ja, 保留中 (オフライン), キャンセル済み, スキップ"})
  void anUpdateOfChosenComputers_isCancelled_andOrdersNothingMore(
      String language, String offline, String cancelled, String skipped) {
    FleetMember member = FleetMember.joined(server, "updates-two-" + language);
    browser.visit("computers.xhtml?lang=" + language + "&text=" + member.name());
    browser.clickFirst("#computers input[name=computer]");
    browser.click("choose");
    browser.until("#chosen", "1");
    browser.click("order");
    browser.until("#steps", member.name());
    assertThat(browser.until("#steps", offline)).contains(member.name());
    String id = browser.url().replaceAll(".*id=", "");

    browser.click("cancel-run");
    browser.cancel();
    assertThat(state(id)).isEqualTo("RUNNING");
    browser.click("cancel-run");
    browser.confirm();
    browser.until("#standing", cancelled);
    browser.until("#steps", skipped);

    assertThat(orders(member)).isEmpty();
    assertThat(state(id)).isEqualTo("ENDED");
  }

  @Test
  void withKeysAlone_somebodySignsIn_findsAComputer_andOrdersItsUpdate() {
    FleetMember member = FleetMember.joined(server, "updates-keys");
    member.heartbeat(member.plain()).expect(200);
    String state = admin.get("/api/v1/computers/" + member.id()).json().getString("state");
    try (Browser own = Browser.open(server, "en")) {
      own.go("/console/computers.xhtml").until("h1", "Log in");
      Keyboard keys = own.keyboard();
      keys.to("#username");
      keys.type(Server.ADMIN);
      keys.to("#password");
      keys.type(Server.PASSWORD);
      keys.press(Keys.ENTER);
      own.until("h1", "Computers");

      keys.to("a.skip");
      keys.press(Keys.ENTER);
      keys.to("#text");
      keys.type(member.name());
      keys.to("#state");
      keys.down(state);
      keys.to("#filter");
      keys.press(Keys.ENTER);
      own.until("#computers", member.name());
      Eventually.until(
          "both are asked for",
          Duration.ofSeconds(20),
          () -> own.url().contains("text=" + member.name() + "&state=" + state));
      assertThat(own.until("#computers", member.name())).doesNotContain("updates-one");
      keys.to("#computers a.strong");
      keys.press(Keys.ENTER);
      own.until("h1", member.name());
      keys.to("#update-now");
      keys.press(Keys.ENTER);

      assertThat(own.until("#steps", member.name())).contains("Pending");
      report(member, order(member), "SUCCEEDED", 0, "STATUS_OK");
      own.until("#standing", "Done");
      assertThat(own.complaints()).isEmpty();
    }
  }

  @Test
  void anySelection_isOrderedOverTheApi_andWhatIsNoneIsRefused() {
    String group = group("updates-pick");
    String below = group("updates-pick-below", group);
    FleetMember one = FleetMember.joined(server, "pick-one");
    FleetMember two = FleetMember.joined(server, "PICK-two");
    FleetMember other = FleetMember.joined(server, "unpicked");
    one.heartbeat(one.plain()).expect(200);
    assign(one, group);
    assign(two, below);
    assign(other, below);

    assertThat(chosen("\"group\":\"" + group + "\"")).containsExactly("pick-one");
    assertThat(chosen("\"group\":\"" + group + "\",\"below\":\"included\""))
        .containsExactlyInAnyOrder("PICK-two", "pick-one", "unpicked");
    assertThat(chosen("\"name\":\"pick-*\"")).containsExactlyInAnyOrder("PICK-two", "pick-one");
    assertThat(chosen("\"name\":\"pick-*\",\"computerState\":\"OFFLINE\""))
        .containsExactly("PICK-two");
    int runs = runs();
    for (String wrong : List.of("\"name\":\"(a+)+\"", "\"role\":\"source\"", "\"below\":\"x\"")) {
      assertThat(ordered(wrong).status()).as(wrong).isEqualTo(400);
    }
    assertThat(ordered("\"name\":\"pick-*\",\"role\":\"relay\"").status()).isEqualTo(409);
    assertThat(runs()).isEqualTo(runs);
  }

  @Test
  void whoIsNotSignedIn_isToldNothing_andPlacesAreBounded() {
    Answer anonymous = server.anonymous().get("/console/changes");
    assertThat(anonymous.status()).isEqualTo(303);
    assertThat(admin.get("/console/changes").status()).as("no session, no stream").isEqualTo(303);
    browser.visit("updates.xhtml");
    browser.until(LIVE, "");
    assertThat(browser.streams("/console/changes", 2)).containsOnly(200);
    assertThat(browser.count(LIVE)).as("the page has the third place").isEqualTo(1);

    assertThat(browser.streams("/console/changes", 1)).containsOnly(200);

    Eventually.until(
        "the page that came first gives way, and polls",
        Duration.ofSeconds(20),
        () -> browser.count(LIVE) == 0);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.streams("/console/changes?update=1", 1)).containsExactly(400);
    assertThat(browser.complaints()).as("what was asked for").hasSize(1);
  }

  @Test
  void streamOfASession_endsWithIt() throws Exception {
    browser.visit("settings.xhtml").until("h1", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url("/console/changes")))
            .header("Cookie", browser.cookies())
            .build();
    HttpResponse<InputStream> told =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(told.statusCode()).isEqualTo(200);
    CompletableFuture<byte[]> all = CompletableFuture.supplyAsync(() -> toItsEnd(told.body()));

    browser.clickFirst("#account summary");
    browser.click("logout");

    assertThat(new String(all.get(30, TimeUnit.SECONDS), StandardCharsets.UTF_8))
        .startsWith("retry:");
  }

  private static byte[] toItsEnd(InputStream stream) {
    try (stream) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int runs() {
    return admin
        .get("/api/v1/security-updates?limit=200")
        .expect(200)
        .json()
        .getJsonArray("securityUpdates")
        .size();
  }

  private static Answer ordered(String selection) {
    return admin.post("/api/v1/security-updates", JSON, "{" + selection + "}");
  }

  private static List<String> chosen(String selection) {
    String id = ordered(selection).expect(202).json().getString("id");
    List<String> names =
        admin
            .get("/api/v1/security-updates/" + id + "/computers")
            .expect(200)
            .json()
            .getJsonArray("computers")
            .getValuesAs(JsonObject.class)
            .stream()
            .map(step -> step.getString("name"))
            .toList();
    admin.delete("/api/v1/security-updates/" + id).expect(200);
    return names;
  }

  private static String state(String id) {
    return admin.get("/api/v1/security-updates/" + id).expect(200).json().getString("state");
  }

  private static String group(String name) {
    return made("{\"name\":\"" + name + "\"}");
  }

  private static String group(String name, String parent) {
    return made("{\"name\":\"" + name + "\",\"parent\":\"" + parent + "\"}");
  }

  private static String made(String group) {
    return admin.post("/api/v1/relay-groups", JSON, group).expect(201).json().getString("id");
  }

  private static FleetMember relay(String name) {
    JsonObject joined =
        FleetMember.join(
                server, FleetMember.secret(FleetMember.token(server, 1)), name, "agent", "relay")
            .expect(201)
            .json();
    FleetMember relay =
        new FleetMember(server.anonymous(), joined.getString("id"), name, joined.getString("key"));
    relay.heartbeat(asRelay(relay)).expect(200);
    return relay;
  }

  private static JsonObjectBuilder asRelay(FleetMember relay) {
    return relay
        .plain()
        .add("roles", Json.createArrayBuilder().add("agent").add("relay"))
        .add("url", "http://127.0.0.9:1/api/v1");
  }

  private static void assign(FleetMember member, String group) {
    admin
        .put(
            "/api/v1/computers/" + member.id() + "/relay-group",
            JSON,
            ("{\"group\":\"" + group + "\"}").getBytes(StandardCharsets.UTF_8))
        .expect(200);
  }

  private static List<JsonObject> orders(FleetMember member) {
    return member
        .heartbeat(member.name().contains("relay") ? asRelay(member) : member.plain())
        .expect(200)
        .json()
        .getJsonArray("orders")
        .getValuesAs(JsonObject.class);
  }

  private static String order(FleetMember member) {
    return orders(member).get(0).getString("id");
  }

  private static void report(
      FleetMember member, String order, String state, int code, String text) {
    JsonArrayBuilder outcome =
        Json.createArrayBuilder()
            .add(
                Json.createObjectBuilder()
                    .add("id", order)
                    .add("state", state)
                    .add("code", code)
                    .add("text", text)
                    .add("sentence", "\u0002member.ORDER_DONE\u0003")
                    .add("at", Instant.now().toString()));
    JsonObjectBuilder said = member.name().contains("relay") ? asRelay(member) : member.plain();
    member.heartbeat(said.add("orders", outcome)).expect(200);
  }
}
