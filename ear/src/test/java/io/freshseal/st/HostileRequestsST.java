package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked for in the wrong way, the answer is a clear 4xx, and nothing has changed. */
class HostileRequestsST {

  private static final String ID = "hostile-target";
  private static final String CONTENT = "/source/v1/components/" + ID + "/1.0";
  private static final String SETTING = "/api/v1/settings/relay.build";
  private static final String JSON = "application/json";
  private static final int JSON_BOUND = 64 * 1024;

  private static Server server;
  private static Http admin;
  private static Description description;

  /** A request, and what it deserves. */
  private record Case(
      String method, String path, List<String> headers, String body, int status, String code) {

    static Case get(String path, int status, String code, String... headers) {
      return new Case("GET", path, List.of(headers), null, status, code);
    }

    static Case json(String method, String path, String body, int status, String code) {
      return new Case(method, path, List.of("Content-Type", JSON), body, status, code);
    }

    static Case put(String path, int status, String code) {
      return new Case("PUT", path, List.of(), "content", status, code);
    }

    HttpRequest.Builder request(Http http) {
      BodyPublisher publisher =
          body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
      HttpRequest.Builder request = http.request(path).method(method, publisher);
      return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
    }

    @Override
    public String toString() {
      return method
          + " "
          + (path.length() > 80 ? path.substring(0, 80) + "..." : path)
          + " "
          + headers
          + " -> "
          + status;
    }
  }

  @BeforeAll
  static void publishSomething() {
    server = Shared.server();
    admin = Freshseal.of(server).admin();
    description = Description.of(server);
    admin.put(CONTENT, "application/octet-stream", "0123456789".getBytes(StandardCharsets.UTF_8));
    admin.post("/source/v1/publish").expect(200);
  }

  static Stream<Case> ids() {
    return Stream.of(
            "..",
            "%2e%2e",
            "%2e%2e%2fetc",
            "a%2f..%2fb",
            "..;",
            "a..b",
            "A",
            "-a",
            ".a",
            "a_b",
            "a%20b",
            "%C3%A9",
            "a".repeat(65),
            "a".repeat(4000))
        .flatMap(
            id ->
                Stream.of(
                    Case.get("/api/v1/components/" + id + "/1.0", 400, "STATUS_BAD_REQUEST"),
                    Case.put("/source/v1/components/" + id + "/1.0", 400, "STATUS_BAD_REQUEST")));
  }

  static Stream<Case> versions() {
    return Stream.of(
            "%2e%2e",
            "1..2",
            ".1",
            "1.",
            "v1",
            "1.0-beta",
            "%2e%2e%2f1",
            "1%2f2",
            "1.2.3.4.5.6.7.8.9",
            "1".repeat(19),
            "-1",
            "1,0")
        .flatMap(
            version ->
                Stream.of(
                    Case.get(
                        "/source/v1/components/" + ID + "/" + version, 400, "STATUS_BAD_REQUEST"),
                    Case.put(
                        "/source/v1/components/" + ID + "/" + version, 400, "STATUS_BAD_REQUEST")));
  }

  static Stream<Case> queries() {
    String components = "/source/v1/components/hostile-query/1.0";
    return Stream.of(
        Case.put(components + "?kind=VIRUS", 400, "STATUS_BAD_REQUEST"),
        Case.put(components + "?kind=", 400, "STATUS_BAD_REQUEST"),
        Case.put(components + "?kind=pattern", 400, "STATUS_BAD_REQUEST"),
        Case.put(components + "?platform=..%2f", 400, "STATUS_BAD_REQUEST"),
        Case.put(components + "?platform=" + "a".repeat(33), 400, "STATUS_BAD_REQUEST"),
        new Case(
            "POST",
            "/source/v1/signatures/renew?component=..",
            List.of(),
            null,
            400,
            "STATUS_BAD_REQUEST"),
        new Case(
            "POST",
            "/source/v1/signatures/renew?component=nobody",
            List.of(),
            null,
            404,
            "STATUS_NOT_FOUND"),
        Case.get("/api/v1/events?limit=many", 400, "STATUS_BAD_REQUEST"),
        Case.get("/api/v1/events?limit=-1", 400, "STATUS_BAD_REQUEST"),
        Case.get("/api/v1/events?from=yesterday", 400, "STATUS_BAD_REQUEST"),
        Case.get("/api/v1/events?level=LOUD", 400, "STATUS_BAD_REQUEST"),
        Case.get("/api/v1/events?origin=MOON", 400, "STATUS_BAD_REQUEST"),
        Case.get("/api/v1/events?cursor=1'--", 400, "STATUS_BAD_REQUEST"),
        Case.get("/api/v1/events?text=%00", 400, "STATUS_BAD_REQUEST"),
        Case.get("/api/v1/forecast?within=-P1D", 400, "STATUS_BAD_REQUEST"),
        Case.get("/api/v1/forecast?within=forever", 400, "STATUS_BAD_REQUEST"),
        Case.get("/api/v1/relay/runs?limit=1e3", 400, "STATUS_BAD_REQUEST"));
  }

  static Stream<Case> bodies() {
    return Stream.of(
        Case.json("PUT", SETTING, "", 400, "STATUS_BAD_REQUEST"),
        Case.json("PUT", SETTING, "{", 400, "STATUS_BAD_REQUEST"),
        Case.json("PUT", SETTING, "[]", 400, "STATUS_BAD_REQUEST"),
        Case.json("PUT", SETTING, "null", 400, "STATUS_BAD_REQUEST"),
        Case.json("PUT", SETTING, "{\"value\":1}", 400, "STATUS_BAD_REQUEST"),
        Case.json("PUT", SETTING, "{\"value\":\"not a build\"}", 400, "STATUS_BAD_REQUEST"),
        Case.json("PUT", SETTING, "{\"value\":\"1.0.0-1\"} x", 400, "STATUS_BAD_REQUEST"),
        Case.json(
            "PUT",
            SETTING,
            "{\"value\":\"1.0.0-1\",\"value\":\"2.0.0-1\"}",
            400,
            "STATUS_BAD_REQUEST"),
        Case.json("PUT", SETTING, "[".repeat(JSON_BOUND), 400, "STATUS_BAD_REQUEST"),
        Case.json("PUT", SETTING, "{\"a\":".repeat(10_000), 400, "STATUS_BAD_REQUEST"),
        Case.json("PUT", SETTING, " ".repeat(JSON_BOUND + 1), 413, "STATUS_TOO_LARGE"),
        Case.json("PUT", "/api/v1/settings/data", "{\"value\":\"/\"}", 400, "STATUS_BAD_REQUEST"),
        Case.json("PUT", "/api/v1/settings/nothing", "{\"value\":\"x\"}", 404, "STATUS_NOT_FOUND"),
        Case.json("PUT", "/api/v1/relay-builds/99.0.0", "{}", 400, "STATUS_BAD_REQUEST"),
        Case.json(
            "PUT",
            "/api/v1/relay-builds/99.0.0",
            "{\"firstBuild\":\"98.0.0-1\",\"name\":\"x\"}",
            400,
            "STATUS_BAD_REQUEST"),
        Case.json("DELETE", "/api/v1/relay-builds/99.0.0", "", 404, "STATUS_NOT_FOUND"),
        Case.json("POST", "/api/v1/tokens", "{\"name\":\"\"}", 400, "STATUS_BAD_REQUEST"),
        Case.json("POST", "/api/v1/tokens", "{\"name\":\"\\u0000\"}", 400, "STATUS_BAD_REQUEST"),
        new Case("PUT", SETTING, List.of(), "20.0.0-1", 415, "STATUS_BAD_REQUEST"),
        new Case(
            "PUT",
            SETTING,
            List.of("Content-Type", "application/xml"),
            "<v/>",
            415,
            "STATUS_BAD_REQUEST"),
        new Case(
            "PUT", SETTING, List.of("Content-Type", "no type"), "x", 400, "STATUS_BAD_REQUEST"),
        new Case(
            "PUT", SETTING, List.of("Content-Type", "text/plain"), " ", 400, "STATUS_BAD_REQUEST"));
  }

  static Stream<Case> ranges() {
    return Stream.of(
            "bytes=10-",
            "bytes=99999999999999999999-",
            "bytes=5-2",
            "bytes=-0",
            "bytes=a-b",
            "bytes=",
            "bytes=1",
            "bytes=--1",
            "bytes=0-1,x")
        .map(range -> Case.get(CONTENT, 416, "STATUS_BAD_REQUEST", "Range", range));
  }

  static Stream<Case> addresses() {
    return Stream.of(
        Case.get("/api/v1/nothing", 404, "STATUS_NOT_FOUND"),
        Case.get("/api/v1", 404, "STATUS_NOT_FOUND"),
        Case.get("/api/v2/catalog", 404, "STATUS_NOT_FOUND"),
        Case.get("/api", 404, "STATUS_NOT_FOUND"),
        Case.get("/source/v1/components/" + ID + "/1.0/nothing", 404, "STATUS_NOT_FOUND"),
        Case.get("/source/v1/components/nobody", 404, "STATUS_NOT_FOUND"),
        Case.get("/source/v1/components/nobody/1", 404, "STATUS_NOT_FOUND"),
        Case.get("/source/v1/components/" + ID + "/2.0/signature", 404, "STATUS_NOT_FOUND"),
        Case.get("/source/v1/objects/" + "0".repeat(64), 404, "STATUS_NOT_FOUND"),
        Case.get("/source/v1/objects/" + "0".repeat(63), 400, "STATUS_BAD_REQUEST"),
        Case.get("/source/v1/objects/..%2fstate.json", 400, "STATUS_BAD_REQUEST"),
        Case.get("/api/v1/relay/runs/nothing", 404, "STATUS_NOT_FOUND"),
        Case.get("/api/v1/application.wadl", 404, "STATUS_NOT_FOUND"),
        Case.get("/source/v1/application.wadl", 404, "STATUS_NOT_FOUND"),
        Case.get("/api/v1/components/..%2f..%2f..%2fetc/1.0", 404, "STATUS_NOT_FOUND"),
        Case.put("/source/v1/components/..%2f..%2f..%2fetc/1.0", 404, "STATUS_NOT_FOUND"),
        Case.get("/WEB-INF/web.xml", 404, "STATUS_NOT_FOUND"),
        Case.get("/api/v1/../../WEB-INF/web.xml", 404, "STATUS_NOT_FOUND"),
        Case.get("/nothing", 404, "STATUS_NOT_FOUND"),
        Case.get("/source/v1/catalog", 406, "STATUS_BAD_REQUEST", "Accept", "image/png"),
        Case.get(CONTENT, 412, "STATUS_BAD_REQUEST", "If-Match", "\"other\""),
        Case.get(CONTENT, 401, "STATUS_UNAUTHENTICATED", "Authorization", "Basic !"),
        Case.get(CONTENT, 401, "STATUS_UNAUTHENTICATED", "Authorization", "Digest x"),
        new Case("DELETE", CONTENT, List.of(), null, 405, "STATUS_BAD_REQUEST"),
        new Case("POST", "/source/v1/catalog", List.of(), "x", 405, "STATUS_BAD_REQUEST"),
        new Case("BREW", "/api/v1/relay", List.of(), null, 405, "STATUS_BAD_REQUEST"),
        new Case("PUT", "/no-such-page", List.of(), null, 404, "STATUS_NOT_FOUND"),
        new Case("DELETE", "/no-such-page", List.of(), null, 404, "STATUS_NOT_FOUND"),
        new Case(
            "POST",
            "/source/v1/publish",
            List.of("Origin", "http://elsewhere.example"),
            null,
            403,
            "STATUS_FORBIDDEN"),
        new Case(
            "POST",
            "/api/v1/cache/clear",
            List.of("Sec-Fetch-Site", "cross-site"),
            null,
            403,
            "STATUS_FORBIDDEN"));
  }

  @ParameterizedTest
  @MethodSource({"ids", "versions", "queries", "bodies", "ranges", "addresses"})
  void aRequestInTheWrongForm_isRefusedWithAProblemDocumentAndChangesNothing(Case hostile) {
    String before = state();
    boolean ownCredentials = hostile.headers().contains("Authorization");

    Answer answer = admin.send(hostile.request(ownCredentials ? server.anonymous() : admin));

    assertProblem(answer, hostile.status(), hostile.code());
    description.covers(hostile.method(), hostile.path(), answer.status());
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUT /source/v1/components/hostile-open/1.0",
        "POST /source/v1/publish",
        "POST /source/v1/signatures/renew",
        "GET /source/v1/staged",
        "POST /api/v1/relay/runs",
        "GET /api/v1/relay/runs",
        "POST /api/v1/cache/clear",
        "GET /api/v1/settings",
        "PUT /api/v1/settings/relay.build",
        "GET /api/v1/relay-builds",
        "DELETE /api/v1/relay-builds/20.0.0",
        "GET /api/v1/events",
        "GET /api/v1/forecast",
        "GET /api/v1/tokens",
        "POST /api/v1/tokens"
      })
  void withoutCredentials_everythingButReadingIs401AndChangesNothing(String operation) {
    String[] words = operation.split(" ");
    String before = state();
    BodyPublisher body =
        words[0].startsWith("P") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody();

    Answer answer =
        server
            .anonymous()
            .send(
                server
                    .anonymous()
                    .request(words[1])
                    .header("Content-Type", JSON)
                    .method(words[0], body));

    assertProblem(answer, 401, "STATUS_UNAUTHENTICATED");
    description.covers(words[0], words[1], answer.status());
    assertThat(answer.response().headers().allValues("WWW-Authenticate"))
        .anyMatch(challenge -> challenge.contains("Basic realm="))
        .anyMatch(challenge -> challenge.contains("Bearer realm="));
    assertThat(state()).isEqualTo(before);
  }

  /** What the server itself would answer with nothing, some of it with an empty 200. */
  @ParameterizedTest
  @MethodSource("malformedTargets")
  void aTargetThatIsNone_isRefusedWithAProblemDocumentAndChangesNothing(
      String method, String target) {
    String before = state();

    RawHttp answer = RawHttp.request(URI.create(server.url("/")), method, target);

    assertThat(answer.status()).as(answer.head()).isEqualTo(400);
    assertThat(answer.head())
        .contains("application/problem+json")
        .contains("no-store")
        .doesNotContainIgnoringCase("payara");
    assertThat(answer.json().getString("code")).isEqualTo("STATUS_BAD_REQUEST");
    assertThat(answer.json().getString("detail")).isNotBlank();
    assertThat(state()).isEqualTo(before);
  }

  static Stream<Arguments> malformedTargets() {
    return Stream.of(
            "/%zz",
            "/%",
            "/%4",
            "/api/v1/components/%zz/1.0",
            "/source/v1/components/a%00b/1.0",
            "/source/v1/components/a%5c..%5cb/1.0",
            "/source/v1/components/a\\b/1.0",
            "/source/v1/components/%ff%fe/1.0",
            "/source/v1/components/%c0%ae%c0%ae/1.0",
            "/source/v1/components/..",
            "/source/v1/components/.",
            "/source/v1/components/%2e%2e",
            "/console/..",
            "/..",
            "/../../../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/health/%zz",
            "/console/%zz.xhtml",
            "/jakarta.faces.resource/..")
        .flatMap(
            target -> Stream.of("GET", "PUT", "DELETE").map(method -> arguments(method, target)));
  }

  @Test
  void aBrowserWithATargetThatIsNone_getsAPage() {
    RawHttp answer =
        RawHttp.send(
            URI.create(server.url("/")),
            "GET /%zz HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nAccept-Language: ja\r\n"
                + "Connection: close\r\n\r\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<html lang=\"ja\">").contains("この要求には応答できません");
  }

  /** What the HTTP engine refuses before there is a request to speak of: with a status alone. */
  @ParameterizedTest
  @MethodSource("rawRequests")
  void aRequestThatIsNoHttp_isRefusedAndTheServerGoesOn(String raw) {
    RawHttp answer = RawHttp.send(URI.create(server.url("/")), raw);

    assertThat(answer.status()).as(answer.head()).isIn(400, 404, 405, 413, 414, 431, 501, 505);
    assertThat(answer.head() + answer.body())
        .doesNotContainIgnoringCase("payara")
        .doesNotContain("Exception");
    assertThat(server.anonymous().get("/health/ready").status()).isEqualTo(200);
  }

  static Stream<String> rawRequests() {
    String host = "Host: x\r\nConnection: close\r\n";
    return Stream.of(
        "GET /api/v1/relay HTTP/1.1\r\n" + host + "X: " + "a".repeat(100_000) + "\r\n\r\n",
        "GET /api/v1/relay?" + "a".repeat(100_000) + " HTTP/1.1\r\n" + host + "\r\n",
        "GET /api/v1/relay HTTP/1.1\r\n" + host + "A: b\r\n".repeat(5_000) + "\r\n",
        "GET /api/v1/relay HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /api/v1/relay HTTP/7.0\r\n" + host + "\r\n",
        "TRACE /api/v1/relay HTTP/1.1\r\n" + host + "\r\n",
        "POST /source/v1/publish HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n",
        "POST /source/v1/publish HTTP/1.1\r\n"
            + host
            + "Content-Length: "
            + "9".repeat(30)
            + "\r\n\r\n");
  }

  private static void assertProblem(Answer answer, int status, String code) {
    answer.expect(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("Location")).isEmpty();
    JsonObject problem = answer.json();
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank().doesNotContain("Exception");
    assertThat(problem.getString("instance")).isNotBlank();
  }

  /** Everything that a request could have changed. */
  private static String state() {
    return String.join(
        "\n",
        admin.get("/source/v1/staged").expect(200).text(),
        admin.get("/source/v1/catalog").expect(200).header("ETag"),
        admin.get("/api/v1/settings").expect(200).text(),
        admin.get("/api/v1/relay-builds").expect(200).text(),
        admin.get("/api/v1/tokens").expect(200).text());
  }
}
