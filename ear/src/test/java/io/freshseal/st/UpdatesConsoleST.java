package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Security updates in a real browser: ordered, followed while they go on, cancelled. */
@ResourceLock(Shared.LOCK)
class UpdatesConsoleST {

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
    "en, Running, Pending, Succeeded, 1 of 1 computers have ended, Done",
    "ja, 実行中, 保留中, 成功, 1 台中 1 台が終了, 完了"
  })
  void anUpdateOfAComputer_isOrderedFromItsPage_andSeenToItsEndWithoutReload(
      String language, String running, String pending, String succeeded, String all, String done) {
    FleetMember member = FleetMember.joined(server, "updates-one-" + language);
    member.heartbeat(member.plain()).expect(200);
    browser.visit("computer.xhtml?id=" + member.id() + "&lang=" + language);
    browser.click("update-now");
    browser.until("#standing", running);
    String page = browser.url();
    assertThat(browser.until("#steps", pending)).contains(member.name());

    JsonObject order = order(member);
    member.heartbeat(member.plain().add("orders", outcome(order.getString("id")))).expect(200);

    browser.until("#ended", all);
    browser.until("#standing", done);
    assertThat(browser.until("#steps", succeeded)).contains(member.name());
    assertThat(browser.url()).isEqualTo(page);
    browser.visit("updates.xhtml").until("#runs", done);
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({"en, Cancelled, Skipped", "ja, キャンセル済み, スキップ"})
  void anUpdate_isCancelled_andOrdersNothingMore(
      String language, String cancelled, String skipped) {
    FleetMember member = FleetMember.joined(server, "updates-two-" + language);
    member.heartbeat(member.plain()).expect(200);
    browser.visit("computer.xhtml?id=" + member.id() + "&lang=" + language);
    browser.click("update-now");
    browser.until("#steps", member.name());
    browser.click("cancel-run");
    browser.confirm();
    browser.until("#standing", cancelled);
    browser.until("#steps", skipped);

    assertThat(member.heartbeat(member.plain()).expect(200).json().getJsonArray("orders"))
        .isEmpty();
    String id = browser.url().replaceAll(".*id=", "");
    assertThat(admin.get("/api/v1/security-updates/" + id).expect(200).json().getString("state"))
        .isEqualTo("ENDED");
  }

  private static JsonObject order(FleetMember member) {
    return member
        .heartbeat(member.plain())
        .expect(200)
        .json()
        .getJsonArray("orders")
        .getJsonObject(0);
  }

  private static JsonArrayBuilder outcome(String order) {
    return Json.createArrayBuilder()
        .add(
            Json.createObjectBuilder()
                .add("id", order)
                .add("state", "SUCCEEDED")
                .add("code", 0)
                .add("text", "STATUS_OK")
                .add("sentence", "\u0002member.ORDER_DONE\u0003")
                .add("at", Instant.now().toString()));
  }
}
