package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The console as a browser without scripts sees it. */
final class Console {
  private static final Pattern FORM =
      Pattern.compile("<form[^>]*action=\"([^\"]*)\".*?</form>", Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("<(input|button)\\b[^>]*>");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private Console() {}

  /** Signs in as the administrator and fails unless the overview comes. */
  static void signIn(URI base) {
    new Console().signInAt(base);
  }

  /** Signs in as the administrator; answers the session, as the header Cookie brings it. */
  static String session(URI base) {
    Console console = new Console();
    console.signInAt(base);
    return console.cookies.getCookieStore().get(base).stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private void signInAt(URI base) {
    HttpResponse<String> page = send(HttpRequest.newBuilder(base).GET());
    Matcher form = FORM.matcher(page.body());
    List<String> fields = new ArrayList<>();
    boolean found = false;
    while (!found && form.find()) {
      found = form.group().contains("type=\"password\"");
      if (found) {
        fields.addAll(fields(form.group()));
      }
    }
    assertThat(found).as("a log-in form at " + page.uri() + ": " + page.body()).isTrue();

    URI action = page.uri().resolve(form.group(1).replace("&amp;", "&"));
    HttpResponse<String> after =
        send(
            HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields))));
    assertThat(after.statusCode()).as(after.body()).isEqualTo(200);
    assertThat(after.body()).doesNotContain("type=\"password\"").contains("Freshseal");
  }

  private static List<String> fields(String form) {
    List<String> pairs = new ArrayList<>();
    Matcher field = FIELD.matcher(form);
    while (field.find()) {
      String tag = field.group();
      String name = attribute(tag, "name");
      if (!name.isEmpty()) {
        pairs.add(encode(name) + "=" + encode(value(tag)));
      }
    }
    return pairs;
  }

  private static String value(String tag) {
    return switch (attribute(tag, "type")) {
      case "text" -> Server.ADMIN;
      case "password" -> Server.PASSWORD;
      default -> attribute(tag, "value");
    };
  }

  private static String attribute(String tag, String name) {
    Matcher matcher = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(tag);
    return matcher.find() ? matcher.group(1).replace("&amp;", "&") : "";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.header("Accept", "text/html").header("Accept-Language", "en").build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
