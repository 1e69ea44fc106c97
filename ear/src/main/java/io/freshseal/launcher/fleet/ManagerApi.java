package io.freshseal.launcher.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few requests to the manager's API that set a fleet up, as its administrator. */
final class ManagerApi {

  /** Whom a token is for. */
  enum Kind {
    /** Computers that may serve others. */
    RELAYS(" relays", FleetPlan.relays().size(), "allowed"),
    /** Computers that only take. */
    AGENTS(" agents", FleetOptions.MOST_AGENTS, "refused");

    private final String label;
    private final int uses;
    private final String relays;

    Kind(String label, int uses, String relays) {
      this.label = label;
      this.uses = uses;
      this.relays = relays;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String base;
  private final String credentials;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * Speaks to a manager on this machine.
   *
   * @param url its address with a slash at the end
   */
  ManagerApi(String url, String password) {
    this.base = url + "api/v1/";
    this.credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes a relay group.
   *
   * @param parent id of the group it takes from; empty for the primary source
   * @return its id
   */
  String group(String name, String parent) throws IOException, InterruptedException {
    String above = parent.isEmpty() ? "" : ",\"parent\":\"" + parent + "\"";
    return member("id", post("relay-groups", "{\"name\":\"" + name + "\"" + above + "}"));
  }

  /** Makes an enrolment token for the relays or the agents of a group. */
  String token(String name, String group, Kind kind) throws IOException, InterruptedException {
    return member(
        "token",
        post(
            "enrolment-tokens",
            "{\"name\":\"%s\",\"group\":\"%s\",\"uses\":%d,\"validity\":\"PT1H\",\"relays\":\"%s\"}"
                .formatted(name + kind.label, group, kind.uses, kind.relays)));
  }

  /** Changes a setting of the manager; the name is without {@code freshseal.}. */
  void set(String key, String value) throws IOException, InterruptedException {
    send(
        request("settings/" + key)
            .header("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofString(value)));
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("Authorization", credentials);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          answer.uri() + " answers " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  // The answers are the manager's own, and what is looked for stands in the outermost object.
  private static String member(String name, String json) throws IOException {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]+)\"").matcher(json);
    if (!found.find()) {
      throw new IOException("no " + name + " in the answer: " + json);
    }
    return found.group(1);
  }
}
