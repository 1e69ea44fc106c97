package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every address that the shipped application has, asked for by everyone who may knock. What it
 * answers is what {@code docs/access.md} says, and the page names no other address.
 */
class AccessMatrixST {
  private static final Path PAGE = Path.of("..", "docs", "access.md");

  /**
   * Past the bound of every body that is no upload: let in, and refused before it does anything.
   */
  private static final String TOO_MUCH = " ".repeat(64 * 1024 + 1);

  private static Server server;
  private static FleetMember member;
  private static List<Http> callers;
  private static String session;

  private record Row(String verb, String address, List<String> cells) {}

  @BeforeAll
  static void everyCaller() {
    server = Shared.server();
    member = FleetMember.joined(server, "matrix-01");
    FleetMember other = FleetMember.joined(server, "matrix-02");
    JsonObject token = FleetMember.token(server, 1);
    session = Console.session(Freshseal.of(server).base());
    Http anyone = server.anonymous();
    callers =
        List.of(
            Freshseal.of(server).admin(),
            anyone.with("Cookie", session),
            anyone.withToken(member.key()),
            anyone.withToken(other.key()),
            anyone.withToken(FleetMember.secret(token)),
            anyone);
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      String[] cells = line.split(" *\\| *");
      if (cells.length == 10 && cells[2].startsWith("`")) {
        rows.add(new Row(cells[1], cells[2].replace("`", ""), List.of(cells).subList(4, 10)));
      }
    }
    return rows;
  }

  @Test
  void thePageAndTheDescription_nameWhatTheShippedApplicationHas_andNothingElse()
      throws IOException {
    Set<String> operations = ShippedWar.operations();
    Set<String> listed =
        rows().stream()
            .filter(row -> !row.verb().equals("page"))
            .map(row -> row.verb() + " " + row.address())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> nameless =
        operations.stream()
            .map(each -> each.replaceAll("\\{[^}]*}", "{}"))
            .collect(Collectors.toCollection(TreeSet::new));
    nameless.add("GET /health/ready");

    assertThat(operations).hasSizeGreaterThan(60).isEqualTo(listed);
    assertThat(Description.of(server).all()).isEqualTo(nameless);
  }

  @Test
  void everyRequest_isAnsweredToEachCallerAsThePageSays() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Row row : rows()) {
      if (!row.verb().equals("page")) {
        for (int i = 0; i < callers.size(); i++) {
          String expected = row.cells().get(i);
          Answer answer = ask(row, callers.get(i), expected.equals("yes"));
          if (!said(answer).equals(expected)) {
            wrong.add("column " + (i + 1) + " of " + row + ": " + answer);
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(Freshseal.of(server).admin().get("/api/v1/computers/" + member.id()).status())
        .as("none of this did anything")
        .isEqualTo(200);
  }

  // Whoever is let in brings a body that is refused right after, or an id that is nobody's, so that
  // nothing happens; all others bring what would do something.
  private static Answer ask(Row row, Http caller, boolean letIn) {
    boolean own = row.address().endsWith("/heartbeat");
    String path =
        row.address()
            .replace("/computers/{id}", "/computers/" + (own || !letIn ? member.id() : "unknown"))
            .replaceAll("\\{[^}]*}", "unknown");
    return switch (row.verb()) {
      case "GET" -> caller.get(path);
      case "DELETE" -> caller.delete(path);
      default ->
          caller.send(
              caller
                  .request(path)
                  .header("Content-Type", type(path))
                  .method(row.verb(), BodyPublishers.ofString(letIn ? TOO_MUCH : "{}")));
    };
  }

  private static String type(String path) {
    if (path.endsWith("/timestamp")) {
      return "application/timestamp-query";
    }
    return path.contains("/settings/") ? "text/plain" : "application/json";
  }

  private static String said(Answer answer) {
    return switch (answer.status()) {
      case 401, 403, 303 -> Integer.toString(answer.status());
      default -> answer.status() < 500 ? "yes" : answer.toString();
    };
  }

  @Test
  void wrongCredentials_openNothing_notEvenWhatIsOpen() throws IOException {
    List<UnaryOperator<Http>> wrong =
        List.of(
            http -> http.withToken("fsk_" + "a".repeat(43)),
            http -> http.withToken("fst_" + "a".repeat(43)));

    for (Row row : rows()) {
      for (UnaryOperator<Http> caller : wrong) {
        if (!row.verb().equals("page")) {
          Answer answer = ask(row, caller.apply(server.anonymous()), false);
          assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        }
      }
    }
  }

  @Test
  void thePassword_opensWhatTheTokenOpens() {
    assertThat(server.admin().get("/api/v1/settings").status()).isEqualTo(200);
    assertThat(server.admin().post("/api/v1/computers", "application/json", "{}").status())
        .isEqualTo(401);
  }

  @Test
  void everyPageOfTheShippedApplication_isShownToWhomThePageSays() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (Row row : rows()) {
      if (row.verb().equals("page")) {
        listed.add(row.address());
        for (int i = 0; i < callers.size(); i++) {
          // Of no run: a stream of changes would go on for minutes.
          String of = row.address().endsWith("/changes") ? "?update=none" : "";
          Answer answer = callers.get(i).get(row.address() + of, "Accept", "text/html");
          assertThat(said(answer))
              .as("column %d of %s: %s", i + 1, row, answer)
              .isEqualTo(row.cells().get(i));
        }
      }
    }

    Set<String> pages = ShippedWar.pages();
    Set<String> parts =
        pages.stream()
            .filter(page -> page.startsWith("/WEB-INF/"))
            .collect(Collectors.toCollection(TreeSet::new));
    pages.removeAll(parts);
    // A unit test looks for what the console answers beside its pages.
    listed.removeIf(address -> !address.endsWith(".xhtml"));
    assertThat(pages).isEqualTo(listed);
    for (String part : parts) {
      assertThat(callers.get(1).get(part).status()).as(part).isEqualTo(404);
    }
  }
}
