package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A page of a list costs the same among a million events as among a hundred thousand. */
@EnabledIf("io.freshseal.st.Distribution#isLong")
class ManyRowsST {
  private static final String USER = "freshseal";
  private static final String PASSWORD = "of this test";
  private static final int SOME = 120_000;
  private static final int MANY = 1_000_000;
  private static final int COMPUTERS = 10_000;
  private static final int CALLS = 25;
  private static final String EVENTS = "/api/v1/events?limit=50";
  private static final String LIST = "/api/v1/computers?limit=50";

  @Test
  void onTheEmbeddedDatabase_listsStayQuick() {
    try (Server server = Server.with("relay.interval", "PT1H")) {
      String url = "jdbc:h2:file:" + server.data().resolve("db").resolve("freshseal");
      server.and("db.url", url).and("db.user", USER).and("db.password", PASSWORD).start();
      compare(server, ManyRows.onH2(), sql -> stopped(server, url, sql));
    }
  }

  @Test
  void onPostgresql_listsStayQuick() {
    try (PostgresCluster cluster = PostgresCluster.start();
        Server server = cluster.server().start()) {
      compare(server, ManyRows.onPostgresql(), cluster::query);
    }
  }

  /** The embedded database belongs to one process at a time. */
  private static void stopped(Server server, String url, String sql) {
    server.stop();
    try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    server.start();
  }

  private static void compare(Server server, ManyRows rows, Consumer<String> database) {
    Instant now = Instant.now();
    rows.computers(COMPUTERS, now).forEach(database);
    rows.events(0, SOME, now).forEach(database);
    Map<String, Double> among = measured(Administrator.of(server), now, SOME);
    rows.events(SOME, MANY, now).forEach(database);
    Administrator admin = Administrator.of(server);
    Map<String, Double> amongMany = measured(admin, now, MANY);

    among.forEach((what, some) -> say(what, "%.1f ms, %.1f ms", some, amongMany.get(what)));
    assertPagedThrough(admin.api(), now);
    export(admin.api(), now);
    assertThat(amongMany)
        .allSatisfy((what, many) -> assertThat(many).as(what).isLessThan(3 * among.get(what)));
  }

  /** The administrator, of the API and of the console. */
  private record Administrator(Http api, Http console) {
    static Administrator of(Server server) {
      Freshseal freshseal = Freshseal.of(server);
      String session = Console.session(freshseal.base());
      return new Administrator(freshseal.admin(), server.anonymous().with("Cookie", session));
    }

    Answer get(String path) {
      return (path.startsWith("/console/") ? console : api).get(path).expect(200);
    }
  }

  private static Map<String, Double> measured(Administrator admin, Instant now, int count) {
    String deep = cursor(admin.api(), now.minusSeconds(count - 1_000L));
    Map<String, String> lists = new LinkedHashMap<>();
    lists.put("events, first page", EVENTS);
    lists.put("events, a page near the end", EVENTS + "&cursor=" + deep);
    lists.put("events of a frequent number", EVENTS + "&number=5000");
    lists.put("events of a rare number", EVENTS + "&number=9102");
    lists.put("events of no such number", EVENTS + "&number=4711");
    lists.put("errors and worse", EVENTS + "&level=ERROR&level=CRITICAL");
    lists.put("events of relays", EVENTS + "&origin=RELAY");
    lists.put("a frequent text", EVENTS + "&text=computer-0");
    lists.put("a rare text", EVENTS + "&text=computer-01234");
    lists.put("a text that is in none", EVENTS + "&text=" + ManyRows.missing());
    lists.put("computers, first page", LIST);
    lists.put("computers, last page", LIST + "&cursor=" + (COMPUTERS - 50));
    lists.put("computers by text", LIST + "&text=computer-0987");
    lists.put("computers that are offline", LIST + "&state=OFFLINE");
    lists.put("console: events", "/console/events.xhtml");
    lists.put("console: errors", "/console/events.xhtml?level=ERROR");
    lists.put("console: computers", "/console/computers.xhtml");
    Map<String, Double> measured = new LinkedHashMap<>();
    lists.forEach((what, path) -> measured.put(what, milliseconds(admin, path)));
    return measured;
  }

  private static String cursor(Http admin, Instant until) {
    return admin.get(EVENTS + "&until=" + until).expect(200).json().getString("next");
  }

  /** The median of some calls. */
  private static double milliseconds(Administrator admin, String path) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      long begun = System.nanoTime();
      admin.get(path);
      times.add(System.nanoTime() - begun);
    }
    return times.stream().sorted().skip(CALLS / 2).findFirst().orElseThrow() / 1e6;
  }

  /** Every error is on one page, found by one filter and by another. */
  private static void assertPagedThrough(Http admin, Instant now) {
    String until = "&until=" + now;
    assertThat(keys(admin, "/api/v1/events?limit=500&number=9102" + until))
        .hasSize(MANY / 1_000)
        .doesNotHaveDuplicates()
        .isEqualTo(keys(admin, "/api/v1/events?limit=500&text=cert_expire" + until));
    JsonObject first = admin.get(EVENTS).expect(200).json();
    assertThat(first.getInt("total")).isEqualTo(10_000);
    assertThat(first.getBoolean("totalIsExact")).isFalse();
  }

  private static List<String> keys(Http admin, String path) {
    List<String> keys = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonObject page = admin.get(path + cursor).expect(200).json();
      page.getJsonArray("events")
          .getValuesAs(JsonObject.class)
          .forEach(event -> keys.add(event.getString("id")));
      cursor = page.containsKey("next") ? "&cursor=" + page.getString("next") : null;
    }
    return keys;
  }

  private static void export(Http admin, Instant now) {
    String part = "/api/v1/events?until=" + now.minusSeconds(60 + SOME);
    long begun = System.nanoTime();
    long lines =
        admin
            .get(part + "&from=" + now.minusSeconds(60 + 2 * SOME), "Accept", "text/csv")
            .expect(200)
            .text()
            .lines()
            .count();
    say("events as CSV", "%d lines in %.1f s", lines, (System.nanoTime() - begun) / 1e9);
    assertThat(lines).isEqualTo(SOME + 1);
  }

  private static void say(String what, String form, Object... figures) {
    System.out.println("lists: " + what + ": " + String.format(Locale.ROOT, form, figures));
  }
}
