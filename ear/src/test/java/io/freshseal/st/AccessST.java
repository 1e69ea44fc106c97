package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in where, and what a browser is told. */
class AccessST {

  private static final Pattern COOKIE = Pattern.compile("(freshseal-[0-9a-f]{8}=[^;]+)(.*)");

  private final Server server = Shared.server();
  private final Http anyone = server.anonymous();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/index.xhtml",
        "/console/index.xhtml;x=y",
        "/console//index.xhtml",
        "/console/%69ndex.xhtml",
        "/console/login.xhtml/../index.xhtml",
        "/console/nothing.xhtml",
        "/console/anything"
      })
  void aPageWithoutASession_leadsToTheLogInAndNowhereElse(String path) {
    Answer answer = anyone.get(path).expect(303);

    assertThat(answer.header("Location")).startsWith("/console/login.xhtml");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void theLogIn_isShownWithTheHeadersThatASecurityReviewerExpects() {
    Answer page = anyone.get("/console/login.xhtml").expect(200);

    assertThat(page.response().headers().allValues("Content-Security-Policy"))
        .anyMatch(policy -> policy.contains("script-src 'self' 'nonce-"))
        .anyMatch(policy -> policy.contains("frame-ancestors 'none'"))
        .noneMatch(policy -> policy.contains("unsafe-eval"));
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(cookie(page).group(2)).containsIgnoringCase("HttpOnly; SameSite=Strict");
    assertThat(page.response().headers().firstValue("Server").orElse("")).doesNotContain("Payara");
  }

  @Test
  void aFormWithoutTheStateOfAPage_signsNobodyIn() {
    Answer answer =
        anyone.send(
            anyone
                .request("/console/login.xhtml")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=admin&password=" + Server.PASSWORD)));

    assertThat(answer.header("Location")).doesNotContain("/console/index.xhtml");
    assertThat(anyone.get("/console/index.xhtml", "Cookie", cookieOr(answer, "a=b")).status())
        .isEqualTo(303);
  }

  @Test
  void aSession_getsANewIdAtLogIn_opensPages_andCountsForNothingInTheApi() {
    Answer form = anyone.get("/console/login.xhtml?from=/console/relay.xhtml").expect(200);
    String before = cookie(form).group(1);

    Answer entered = logIn(form, before, Server.PASSWORD).expect(302);

    String after = cookie(entered).group(1);
    assertThat(after).isNotEqualTo(before);
    assertThat(entered.header("Location")).endsWith("/console/relay.xhtml");
    assertThat(anyone.get("/console/relay.xhtml", "Cookie", after).status()).isEqualTo(200);
    assertThat(anyone.get("/console/relay.xhtml", "Cookie", before).status()).isEqualTo(303);
    assertThat(anyone.get("/api/v1/settings", "Cookie", after).status()).isEqualTo(401);
    assertThat(
            anyone
                .send(
                    anyone
                        .request("/source/v1/publish")
                        .header("Cookie", after)
                        .POST(BodyPublishers.noBody()))
                .status())
        .isEqualTo(401);
  }

  @Test
  void aWrongPassword_opensNothing() {
    Answer form = anyone.get("/console/login.xhtml").expect(200);
    String session = cookie(form).group(1);

    Answer refused = logIn(form, session, "wrong");

    assertThat(refused.status()).as("its page's script did not send it").isEqualTo(400);
    assertThat(anyone.get("/console/index.xhtml", "Cookie", session).status()).isEqualTo(303);
  }

  @Test
  void aLogInFormThatTheServerHasForgotten_isShownAnew() {
    Answer form = anyone.get("/console/login.xhtml").expect(200);

    Answer answer = logIn(form, "freshseal=none", Server.PASSWORD);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/console/login.xhtml");
  }

  @Test
  void aLogInThatCameFromElsewhere_doesNotLeadElsewhere() {
    Answer form = anyone.get("/console/login.xhtml?from=//evil.example/").expect(200);

    Answer entered = logIn(form, cookie(form).group(1), Server.PASSWORD).expect(302);

    assertThat(entered.header("Location")).endsWith("/console/index.xhtml").doesNotContain("evil");
  }

  private Answer logIn(Answer form, String session, String password) {
    Matcher state =
        Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"")
            .matcher(form.text());
    assertThat(state.find()).as("the page has a state").isTrue();
    String fields =
        "login-form=login-form&login=x&username=admin&password="
            + URLEncoder.encode(password, StandardCharsets.UTF_8)
            + "&jakarta.faces.ViewState="
            + URLEncoder.encode(state.group(1), StandardCharsets.UTF_8);
    String query = form.response().uri().getRawQuery();
    return anyone.send(
        anyone
            .request("/console/login.xhtml" + (query == null ? "" : "?" + query))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", session)
            .POST(BodyPublishers.ofString(fields)));
  }

  @Test
  void aFileFromAStranger_isRefusedBeforeItReachesTheDisk() throws IOException {
    byte[] file = new byte[3_000_000];

    Answer refused =
        anyone.send(
            anyone
                .request("/console/login.xhtml")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(
                    BodyPublishers.concat(
                        BodyPublishers.ofString(
                            "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n"),
                        BodyPublishers.ofByteArray(file),
                        BodyPublishers.ofString("\r\n--x--\r\n"))));

    assertThat(refused.status()).isIn(411, 415);
    try (Stream<Path> files = Files.walk(server.data())) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("upload_"));
    }
  }

  @Test
  void aFormLargerThanAnyOfOurs_isRefusedAndNotAFault() {
    Answer refused =
        anyone.send(
            anyone
                .request("/console/login.xhtml")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=" + "a".repeat(3_000_000))));

    assertThat(refused.status()).isEqualTo(413);
  }

  @Test
  void theMetrics_areForAdministrators() {
    for (String path : List.of("/metrics", "/metrics/", "/metrics?scope=base")) {
      assertThat(anyone.get(path).expect(401).header("WWW-Authenticate")).contains("Basic realm");
      assertThat(anyone.as(Server.ADMIN, "wrong password").get(path).status()).isIn(401, 429);
    }
    assertThat(server.admin().get("/metrics").expect(200).text()).contains("# TYPE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /console", "GET /", "GET /console/index.xhtml", "POST /api/v1/tokens"})
  void noRedirect_leadsToTheHostThatOnlyTheRequestNames(String request) {
    String token =
        Base64.getEncoder()
            .encodeToString(
                (Server.ADMIN + ":" + Server.PASSWORD).getBytes(StandardCharsets.UTF_8));
    String body = request.startsWith("POST") ? "{\"name\":\"host\"}" : "";

    RawHttp answer =
        RawHttp.send(
            URI.create(server.url("/")),
            request
                + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nAuthorization: Basic "
                + token
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);

    assertThat(answer.status()).isIn(201, 302, 303);
    assertThat(answer.head()).containsPattern("Location: /").doesNotContain("evil");
  }

  @Test
  void aMethodThatHttpDoesNotKnow_isNoFaultOfTheProduct() {
    RawHttp answer = RawHttp.request(URI.create(server.url("/")), "BREW", "/");

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.json().getString("code")).isEqualTo("STATUS_BAD_REQUEST");
  }

  @Test
  void credentialsOfTheApi_openNoPage() {
    assertThat(server.admin().get("/console/index.xhtml").status()).isEqualTo(303);
  }

  @Test
  void aToken_countsUntilItIsRevoked() {
    Answer made =
        server.admin().post("/api/v1/tokens", "application/json", "{\"name\":\"st\"}").expect(201);
    Http program = anyone.withToken(made.json().getString("token"));

    assertThat(program.get("/api/v1/settings").status()).isEqualTo(200);
    assertThat(server.admin().get("/api/v1/tokens").text())
        .doesNotContain(made.json().getString("token"));

    program.delete("/api/v1/tokens/" + made.json().getString("id")).expect(204);

    assertThat(program.get("/api/v1/settings").status()).isEqualTo(401);
  }

  @Test
  void aProblem_speaksTheLanguageAskedFor_andItsCodeStays() {
    Answer english = anyone.get("/api/v1/nothing").expect(404);
    Answer japanese = anyone.get("/api/v1/nothing", "Accept-Language", "ja,en;q=0.5").expect(404);

    assertThat(japanese.header("Content-Language")).isEqualTo("ja");
    assertThat(japanese.json().getString("title")).isNotEqualTo(english.json().getString("title"));
    assertThat(japanese.json().getString("code")).isEqualTo(english.json().getString("code"));
  }

  private static Matcher cookie(Answer answer) {
    Matcher cookie = COOKIE.matcher(answer.header("Set-Cookie"));
    assertThat(cookie.matches()).as("a session cookie: " + answer.header("Set-Cookie")).isTrue();
    return cookie;
  }

  private static String cookieOr(Answer answer, String otherwise) {
    Matcher cookie = COOKIE.matcher(answer.header("Set-Cookie"));
    return cookie.matches() ? cookie.group(1) : otherwise;
  }
}
