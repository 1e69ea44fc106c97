package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page that is shipped, in a real browser: nothing in the way of people who cannot see it or
 * use no mouse, nothing wider than a small screen, nothing that the browser complains about.
 */
class PagesST {

  private static final String FOLDER = "console/";
  private static final Map<String, String> ABOUT = new LinkedHashMap<>();

  private static Server server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    server = Shared.server();
    Freshseal freshseal = Freshseal.of(server);
    freshseal.publish("pages-rules", "1.0", Bytes.of(1_000, 7));
    freshseal.runRelay();
    FleetMember member = FleetMember.joined(server, "pages-computer");
    member.heartbeat(member.plain()).expect(200);
    ABOUT.put("component.xhtml", "id=pages-rules");
    ABOUT.put("event.xhtml", "id=" + newestEvent(freshseal));
    ABOUT.put("computer.xhtml", "id=" + member.id());
    ABOUT.put("diagnosis.xhtml", "computer=" + member.id());
    ABOUT.put("update.xhtml", "id=" + order(freshseal, member));
    ABOUT.put("bundle.xhtml", "upload=" + upload(freshseal));
    // A lazy relay's page has more to say.
    freshseal.set("relay.mode", "lazy");
    freshseal.runRelay();
    browser = Browser.open(server, "en");
    browser.visit("index.xhtml");
  }

  @AfterAll
  static void stop() {
    browser.close();
    Freshseal.of(server).admin().delete("/api/v1/settings/relay.mode");
    Freshseal.of(server).runRelay();
  }

  private static String newestEvent(Freshseal freshseal) {
    return freshseal
        .admin()
        .get("/api/v1/events?limit=1")
        .expect(200)
        .json()
        .getJsonArray("events")
        .getJsonObject(0)
        .getString("id");
  }

  // A bundle of what is held here, made and sent back.
  private static String upload(Freshseal freshseal) {
    Http admin = freshseal.admin();
    String made = admin.post("/api/v1/bundles").expect(202).header("Location");
    byte[] zip =
        Eventually.untilGet(
                "the bundle is made",
                Duration.ofSeconds(60),
                () -> admin.send(admin.request(made).header("Accept", "application/zip").GET()),
                answer -> answer.status() == 200)
            .body();
    String upload =
        admin
            .send(
                admin
                    .request("/api/v1/bundles/uploads")
                    .header("Upload-Length", "" + zip.length)
                    .POST(BodyPublishers.noBody()))
            .expect(201)
            .header("Location");
    admin
        .send(
            admin
                .request(upload)
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Offset", "0")
                .method("PATCH", BodyPublishers.ofByteArray(zip)))
        .expect(204);
    return upload.substring(upload.lastIndexOf('/') + 1);
  }

  private static String order(Freshseal freshseal, FleetMember member) {
    return freshseal
        .admin()
        .post(
            "/api/v1/security-updates",
            "application/json",
            "{\"computers\":[\"" + member.id() + "\"]}")
        .expect(202)
        .json()
        .getString("id");
  }

  static Stream<String> pages() throws IOException {
    try (JarFile war = new JarFile(Distribution.war().toFile())) {
      List<String> pages =
          war.stream()
              .map(JarEntry::getName)
              .filter(name -> name.startsWith(FOLDER) && name.endsWith(".xhtml"))
              .map(name -> name.substring(FOLDER.length()))
              .filter(name -> !name.equals("login.xhtml"))
              .sorted()
              .toList();
      assertThat(pages).contains("index.xhtml", "computers.xhtml");
      return pages.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPage_isOpenToEverybody_wideAndNarrow_lightAndDark_inBothLanguages(String page) {
    look(page, "en", "light", 1360);
    look(page, "ja", "dark", 420);
  }

  private static void look(String page, String language, String theme, int width) {
    String about = ABOUT.getOrDefault(page, "");
    browser.theme(theme).size(width, 1000);
    browser.visit(page + "?lang=" + language + (about.isEmpty() ? "" : "&" + about));
    browser.picture(page.replace(".xhtml", "") + "-" + language + "-" + theme);
    assertThat(browser.page("lang")).isEqualTo(language);
    assertThat(browser.text("h1")).isNotBlank();
    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.overflow()).isLessThanOrEqualTo(0);
    assertThat(browser.complaints()).isEmpty();
  }
}
