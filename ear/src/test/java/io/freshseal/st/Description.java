package io.freshseal.st;

import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The OpenAPI document of a server, asked whether it describes an answer. */
final class Description {
  private final JsonObject paths;

  private Description(JsonObject paths) {
    this.paths = paths;
  }

  static Description of(Server server) {
    return new Description(
        server
            .anonymous()
            .get("/openapi", "Accept", "application/json")
            .expect(200)
            .json()
            .getJsonObject("paths"));
  }

  /** All operations, as in {@code GET /api/v1/computers/{}}. */
  Set<String> all() {
    Set<String> all = new TreeSet<>();
    for (String path : paths.keySet()) {
      paths.getJsonObject(path).keySet().stream()
          .filter(key -> key.matches("get|put|post|patch|delete"))
          .map(verb -> verb.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "{}"))
          .forEach(all::add);
    }
    return all;
  }

  /** How many operations there are. */
  long operations() {
    return paths.values().stream().mapToLong(path -> verbs(path.asJsonObject())).sum();
  }

  private static long verbs(JsonObject path) {
    return path.keySet().stream().filter(key -> key.matches("get|put|post|patch|delete")).count();
  }

  /**
   * Fails if there is such an operation and it does not describe the status. A HEAD is a GET; what
   * is no operation is the protocol's business.
   *
   * @param path may have a query
   */
  void covers(String method, String path, int status) {
    String verb = (method.equals("HEAD") ? "GET" : method).toLowerCase(Locale.ROOT);
    String asked = path.replaceFirst("\\?.*", "");
    for (Map.Entry<String, ?> each : paths.entrySet()) {
      JsonObject operation = paths.getJsonObject(each.getKey()).getJsonObject(verb);
      if (operation != null && matches(each.getKey(), asked)) {
        JsonObject answers = operation.getJsonObject("responses");
        if (!answers.containsKey(Integer.toString(status))) {
          throw new AssertionError(method + " " + each.getKey() + " does not describe " + status);
        }
        return;
      }
    }
  }

  private static boolean matches(String template, String path) {
    String pattern = "\\Q" + template.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E";
    return Pattern.matches(pattern, path);
  }
}
