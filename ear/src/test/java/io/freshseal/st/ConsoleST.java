package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console in a real browser, as an operator uses it. */
class ConsoleST {
  private static final Duration VALIDITY = Duration.ofSeconds(8);

  // A relay that looks after what it holds every second, and runs only when told to.
  private static Server expiring;

  private Browser browser;

  @BeforeAll
  static void start() {
    expiring =
        Server.with(
                "relay.interval", "PT1H",
                "relay.check-interval", "PT1S",
                "source.renew-before", "PT0S")
            .start();
  }

  @AfterAll
  static void stop() {
    expiring.close();
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "en, have expired on this relay, Expired, Completed, Update Failure, Everything is fresh.",
    "ja, 有効期限切れです, 有効期限切れ, 完了, アップデートの失敗, すべて最新で有効です。"
  })
  void anOperatorWhoSeesAnExpiry_pressesSecurityUpdate_andSeesTheEvents(
      String language,
      String verdict,
      String expired,
      String completed,
      String failure,
      String fresh) {
    letSignaturesExpire(language);
    browser = Browser.open(expiring, language).visit("index.xhtml");
    assertThat(browser.page("lang")).isEqualTo(language);
    browser.until("#verdict", verdict);
    browser.until("#expiries", expired);
    browser.visit("components.xhtml?state=expired").until("#components", "console-" + language);
    renewAtTheSource();

    browser.visit("relay.xhtml").click("security-update");
    browser.untilAttribute("run-result", "data-state", "COMPLETED");
    assertThat(browser.text("#run-result")).contains(completed);

    browser.visit("events.xhtml?number=2204").until("#events", "2204");
    browser.visit("events.xhtml?level=ERROR&text=console-" + language);
    assertThat(browser.until("#events", failure))
        .contains("9102")
        .contains("IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE")
        .contains("-24");

    browser.visit("index.xhtml").until("#verdict", fresh);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aStranger_isSentToTheLogIn_andComesToThePageThatWasAskedFor() {
    browser = Browser.open(Shared.server(), "en").go("/console/events.xhtml");
    assertThat(browser.url()).contains("/console/login.xhtml");

    browser.signIn("a wrong one");
    browser.until("#messages", "Name or password is wrong.");
    assertThat(browser.focused()).isEqualTo("password");
    browser.signIn(Server.PASSWORD);
    browser.until("h1", "System events");
    assertThat(browser.url()).endsWith("/console/events.xhtml");

    browser.clickFirst("#account summary");
    browser.click("logout");
    browser.until("h1", "Log in");
    browser.go("/console/index.xhtml");
    browser.until("h1", "Log in");
  }

  @Test
  void languageAndTheme_areKept() {
    browser = Browser.open(Shared.server(), "en").visit("builds.xhtml?line=12.0.0");
    browser.click("lang-ja");
    browser.until("h1", "リレービルド");
    assertThat(browser.url()).as("the page's parameters stay").contains("line=12.0.0");
    browser.visit("settings.xhtml").until("h1", "設定");

    assertThat(browser.page("data-theme")).isEqualTo("system");
    browser.click("theme");
    String chosen = browser.page("data-theme");
    assertThat(chosen).isIn("light", "dark");
    browser.visit("tokens.xhtml");
    assertThat(browser.page("data-theme")).isEqualTo(chosen);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aFile_isUploadedSignedAndPublished() throws Exception {
    Path file = Files.write(Distribution.folder("upload").resolve("rules.bin"), Bytes.of(5000, 7));
    browser = Browser.open(Shared.server(), "en").visit("source.xhtml");

    browser.choose("file_input", file);
    browser.clickFirst(".ui-fileupload-upload");
    assertThat(browser.text("#messages")).as("nothing is sent without a name").isEmpty();
    browser.type("component-id", "console-upload");
    browser.type("component-version", "1.0");
    browser.clickFirst(".ui-fileupload-upload");
    browser.until("#messages", "console-upload 1.0 is signed and waits to be published.");
    browser.until("#staged", "console-upload");
    browser.click("publish");
    browser.until("#messages", "is out: ");
    browser.visit("components.xhtml?text=console-upload").until("#components", "Not held");
    browser.visit("component.xhtml?id=console-upload").until("h1", "console-upload");

    Freshseal.of(Shared.server()).runRelay();
    browser.visit("component.xhtml?id=console-upload").until("#certificate", "CN=");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aRelayBuild_isAddedChangedAndDeleted() {
    browser = Browser.open(Shared.server(), "en").visit("builds.xhtml");
    browser.type("build", "13.5.0-7");
    browser.type("build-name", "added in the console");
    browser.click("build-save");
    browser.until("#messages", "Saved: 13.5.0-7");

    browser.visit("builds.xhtml?line=13.5.0");
    browser.type("build-name", "changed in the console");
    browser.click("build-save");
    browser.until("#builds", "changed in the console");
    browser.visit("builds.xhtml?check=13.5.0-6").until("[role=status]", "skips");

    browser.visit("builds.xhtml").clickFirst("button[aria-label='Delete 13.5.0']");
    browser.confirm();
    browser.until("#messages", "Deleted the line of build 13.5.0-7.");
    assertThat(browser.text("#builds")).doesNotContain("13.5.0");
  }

  @Test
  void aToken_isShownOnce_works_andIsRevoked() {
    browser = Browser.open(Shared.server(), "en").visit("tokens.xhtml");
    browser.type("token-name", "console test");
    browser.click("token-create");
    String token = browser.until("#secret", "fs_");
    Http program = Shared.server().anonymous().withToken(token);
    assertThat(program.get("/api/v1/events").status()).isEqualTo(200);

    browser.visit("tokens.xhtml").until("#tokens", "console test");
    assertThat(browser.count("#secret")).isZero();
    browser.clickFirst("button[aria-label='Revoke console test']");
    browser.confirm();
    browser.until("#messages", "is revoked.");
    assertThat(program.get("/api/v1/events").status()).isEqualTo(401);
  }

  @Test
  void events_arePagedAndFiltered() {
    Freshseal freshseal = Freshseal.of(Shared.server());
    for (int i = 0; i < 30; i++) {
      freshseal.set("relay.history", "P" + (31 + i) + "D");
    }
    browser = Browser.open(Shared.server(), "en").visit("events.xhtml?number=7202&text=history");
    assertThat(browser.count("#events_data tr")).isEqualTo(25);
    browser.clickFirst(".ui-paginator-next");
    browser.until(".ui-paginator-current", "26–");
    assertThat(browser.text("#events")).contains("7202").doesNotContain("7301");
    browser.visit("events.xhtml?number=4711").until("#events", "No event passes this filter");
  }

  @Test
  void whatIsWrong_isSaidWithItsCauseAndTheNextStep_andWhatWasTypedStays() {
    browser = Browser.open(Shared.server(), "en").visit("relay.xhtml");
    String before = browser.text("#current-build");
    browser.type("relay-build", "nonsense");
    browser.click("save-build");
    browser.until("#messages", "nonsense");
    assertThat(browser.text("#messages")).contains("STATUS_BAD_REQUEST").contains("try again");
    assertThat(browser.text("#current-build")).isEqualTo(before);
  }

  @Test
  void runThatThePageFollows_staysThere_howeverOftenItIsRefreshed() {
    renewAtTheSource();
    Freshseal.of(expiring).publish("console-long", "1.0", Bytes.of(10_000, 3));
    browser = Browser.open(expiring, "en").visit("relay.xhtml");
    browser.click("security-update");
    browser.untilAttribute("run-result", "data-state", "COMPLETED");

    for (int i = 0; i < 4; i++) {
      browser.run(
          "const done = arguments[0];"
              + " PrimeFaces.ab({s: 'run-poll', f: 'run-form', p: 'run-poll', u: 'run-live',"
              + " onco: () => done(true)});");
      assertThat(browser.count("#run-result[data-state=COMPLETED]")).as("refresh " + i).isOne();
    }
  }

  // Puts the certificates of two components past their end on the relay, before the source renews.
  private static void letSignaturesExpire(String name) {
    Freshseal freshseal = Freshseal.of(expiring);
    freshseal.set("source.certificate-validity", VALIDITY.toString());
    freshseal.stage("console-" + name + "-a", "1.0", Bytes.of(10_000, 1));
    freshseal.publish("console-" + name + "-b", "1.0", Bytes.of(10_000, 2));
    freshseal.runRelay();
    Eventually.until(
        "the relay's own check reports the expired certificates",
        VALIDITY.plusSeconds(20),
        () ->
            freshseal.events(9102).stream()
                    .filter(event -> event.getJsonArray("figures").toString().contains(name + "-"))
                    .count()
                >= 2);
  }

  private static void renewAtTheSource() {
    Freshseal freshseal = Freshseal.of(expiring);
    freshseal.set("source.certificate-validity", "PT30M");
    freshseal.admin().post(Freshseal.SOURCE + "/signatures/renew").expect(200);
  }
}
