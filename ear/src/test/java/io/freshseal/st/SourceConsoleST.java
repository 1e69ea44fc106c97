package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The orders that cannot be taken back, given in a real browser in both languages. */
class SourceConsoleST {

  private static final String AUTHORITIES = Freshseal.SOURCE + "/authorities";
  private static final String REVOCATIONS = Freshseal.SOURCE + "/revocations";
  private static final String MINE = "source-console";

  private static Server server;
  private static Freshseal freshseal;
  private static Browser browser;
  private static final Map<String, String> EMPTY = new HashMap<>();

  // A source is empty once only, so what its page says then is kept for the test about it.
  @BeforeAll
  static void start() {
    server = Server.with("relay.interval", "PT1H").start();
    freshseal = Freshseal.of(server);
    browser = Browser.open(server, "en");
    for (String language : List.of("en", "ja")) {
      EMPTY.put(language, show(language).text("main"));
    }
    freshseal.publish(MINE, "1.0", Bytes.of(1000, 5));
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @BeforeEach
  void forgetComplaints() {
    browser.complaints();
  }

  private static Browser show(String language) {
    browser.visit("source.xhtml").click("lang-" + language);
    browser.until("h1", language.equals("en") ? "Source" : "アップデート元");
    return browser;
  }

  private static JsonObject authorities() {
    return freshseal.admin().get(AUTHORITIES).expect(200).json();
  }

  private static List<JsonObject> inState(String state) {
    return authorities().getJsonArray("authorities").getValuesAs(JsonObject.class).stream()
        .filter(each -> each.getString("state").equals(state))
        .toList();
  }

  private static JsonObject last(List<JsonObject> authorities) {
    return authorities.get(authorities.size() - 1);
  }

  private static String name(JsonObject authority) {
    return authority.getString("subject").replace("CN=", "");
  }

  private static JsonObject revocations() {
    return freshseal.admin().get(REVOCATIONS).expect(200).json();
  }

  // Presses a button that asks first; nothing may have happened before the yes.
  private static void press(String css) {
    String before = authorities() + " " + freshseal.catalogJson(Freshseal.SOURCE);
    browser.clickFirst(css);
    browser.cancel();
    browser.clickFirst(css);
    assertThat(authorities() + " " + freshseal.catalogJson(Freshseal.SOURCE)).isEqualTo(before);
    browser.confirm();
  }

  private static String button(String word, JsonObject authority) {
    return "button[aria-label='" + word + " " + name(authority) + "']";
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, Nothing has been published yet., Nothing is waiting., Signs, On standby",
    "ja, まだ何も公開されていません。, 公開待ちはありません。, 署名中, 待機中"
  })
  void anEmptySource_saysSoAndShowsItsTwoAuthorities(
      String language, String noCatalog, String nothingStaged, String signs, String standby) {
    assertThat(EMPTY.get(language)).contains(noCatalog, nothingStaged, signs, standby);
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, The new authority is introduced., Activate, under this authority now., Retire, Retired",
    "ja, 新しい認証局を導入しました。, 有効にする, この認証局のもとで署名されます。, 引退させる, 引退"
  })
  void anAuthority_isIntroducedActivatedAndTheOldOneRetired_andTheRelayFollows(
      String language,
      String introduced,
      String activate,
      String activated,
      String retire,
      String retired) {
    long number = authorities().getJsonNumber("number").longValue();
    int standbys = inState("INTRODUCED").size();

    show(language);
    press("#introduce");
    browser.until("#messages", introduced);
    assertThat(authorities().getJsonNumber("number").longValue()).isEqualTo(number + 1);
    assertThat(inState("INTRODUCED")).hasSize(standbys + 1);

    JsonObject next = last(inState("INTRODUCED"));
    JsonObject former = inState("ACTIVE").get(0);
    press(button(activate, next));
    browser.until("#messages", activated);
    assertThat(name(inState("ACTIVE").get(0))).isEqualTo(name(next));
    assertThat(revocations().getJsonArray("inUse").getValuesAs(JsonObject.class))
        .isNotEmpty()
        .allMatch(signer -> signer.getString("issuer").equals(next.getString("subject")));

    press(button(retire, former));
    browser.until("#authority-list", retired);
    assertThat(inState("RETIRED")).extracting(SourceConsoleST::name).contains(name(former));
    assertThat(browser.count(button(activate, former))).isZero();
    assertThat(freshseal.runRelay().getString("state")).isEqualTo("COMPLETED");
    assertThat(freshseal.catalog(Freshseal.RELAY)).isEqualTo(freshseal.catalog(Freshseal.SOURCE));
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({"en, is out", "ja, カタログ"})
  void anEpoch_isStartedAfterAYes_andTheRelayFollows(String language, String out) {
    long epoch = freshseal.catalogJson(Freshseal.SOURCE).getJsonNumber("epoch").longValue();

    show(language);
    press("#start-epoch");
    browser.until("#messages", out);

    JsonObject catalog = freshseal.catalogJson(Freshseal.SOURCE);
    assertThat(catalog.getJsonNumber("epoch").longValue()).isEqualTo(epoch + 1);
    assertThat(catalog.getInt("sequence")).isEqualTo(1);
    assertThat(freshseal.serial(Freshseal.SOURCE, MINE)).isEqualTo(1);
    assertThat(browser.text("#epoch")).isEqualTo(Long.toString(epoch + 1));
    assertThat(freshseal.runRelay().getString("state")).isEqualTo("COMPLETED");
    assertThat(freshseal.catalogJson(Freshseal.RELAY)).isEqualTo(catalog);
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, Elsewhere, 'It takes 1 keys of the present authorities, but 0 are'",
    "ja, 別の場所, '現在の認証局の鍵が 1 個必要ですが、鍵のフォルダには 0 個しかありません。'"
  })
  void whereTheKeysWereCarriedAway_theOrderIsRefusedAndNothingChanges(
      String language, String elsewhere, String why) throws IOException {
    Path safe = Distribution.folder("safe");
    Set<Path> keys = keyStores();
    for (Path key : keys) {
      Files.move(key, safe.resolve(key.getFileName()));
    }
    String before = authorities().toString();
    JsonObject catalog = freshseal.catalogJson(Freshseal.SOURCE);

    show(language);
    assertThat(browser.text("#authority-list")).contains(elsewhere);
    assertThat(browser.count("#authority-list .row-actions button + button")).isZero();
    browser.click("introduce");
    browser.confirm();
    assertThat(browser.until("#messages", why)).contains("STATUS_CONFLICT");

    assertThat(authorities()).hasToString(before);
    assertThat(freshseal.catalogJson(Freshseal.SOURCE)).isEqualTo(catalog);
    assertThat(keyStores()).isEmpty();
    for (Path key : keys) {
      Files.move(safe.resolve(key.getFileName()), key);
    }
  }

  private static Set<Path> keyStores() throws IOException {
    try (Stream<Path> files = Files.list(server.data().resolve("source/keys"))) {
      return files
          .filter(file -> file.toString().endsWith(".p12"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  // A button is known by the number of its row: what stands there now may be something else.
  @Test
  void aButtonOfAPageThatIsNoLongerTrue_doesNothing() {
    show("en");
    freshseal.renew(MINE);
    String before = revocations().toString();
    browser.clickFirst("#signers button");
    browser.confirm();
    browser.until("#messages", "This list has changed");
    assertThat(revocations()).hasToString(before);

    browser.visit("tokens.xhtml").type("token-name", "old");
    browser.click("token-create");
    Http old = server.anonymous().withToken(browser.until("#secret", "fs_"));
    browser.visit("tokens.xhtml").until("#tokens", "old");
    Http young = server.anonymous().withToken(newToken());
    browser.clickFirst("#tokens button");
    browser.confirm();
    browser.until("#messages", "This list has changed");
    assertThat(browser.text("#tokens")).contains("young");
    assertThat(old.get("/api/v1/events").status()).isEqualTo(200);
    assertThat(young.get("/api/v1/events").status()).isEqualTo(200);
  }

  private static String newToken() {
    return freshseal
        .admin()
        .post("/api/v1/tokens", "application/json", "{\"name\":\"young\"}")
        .expect(201)
        .json()
        .getString("token");
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, The change of freshseal.relay.history is taken back., freshseal.relay.history is now P30D.",
    "ja, freshseal.relay.history の変更を取り消しました。, freshseal.relay.history を P30D に変更しました。"
  })
  void aChangedSetting_isTakenBack_andTheEventTellsInBothLanguages(
      String language, String done, String told) {
    freshseal.set("relay.history", "P41D");
    show(language);
    browser.visit("settings.xhtml").click("reset-relay-history");
    browser.until("#messages", done);

    JsonObject setting = freshseal.admin().get("/api/v1/settings/relay.history").expect(200).json();
    assertThat(setting.getString("value")).isEqualTo("P30D");
    assertThat(setting.getString("origin")).isEqualTo("DEFAULT");
    assertThat(browser.count("#reset-relay-history")).isZero();
    JsonObject event =
        freshseal
            .admin()
            .get("/api/v1/events?number=7202&limit=1", "Accept-Language", language)
            .expect(200)
            .json()
            .getJsonArray("events")
            .getJsonObject(0);
    assertThat(event.getString("description")).isEqualTo(told);
    assertThat(event.getInt("number")).isEqualTo(7202);
  }
}
