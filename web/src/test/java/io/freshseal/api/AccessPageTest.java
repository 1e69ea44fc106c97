package io.freshseal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.freshseal.api.access.AccessRule;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every address has a rule, and the page {@code docs/access.md} says what it is. The system tests
 * ask the running application whether that is so.
 */
class AccessPageTest {

  private static final Path PAGE = Path.of("..", "docs", "access.md");
  private static final Path PAGES = Path.of("src", "main", "webapp");

  /** Who may, then: administrator, session, own key, another's key, enrolment token, nobody. */
  private static final Map<AccessRule, String> CELLS =
      new EnumMap<>(
          Map.of(
              AccessRule.OPEN, "everyone | yes | yes | yes | yes | yes | yes |",
              AccessRule.ADMINISTRATORS, "administrators | yes | 401 | 403 | 403 | 401 | 401 |",
              AccessRule.OWN_COMPUTER, "the computer itself | 403 | 401 | yes | 403 | 401 | 401 |",
              AccessRule.ENROLMENT_TOKEN,
                  "who joins, by a token | 401 | 401 | 401 | 401 | yes | 401 |"));

  private static final String SIGNED_IN = "who is signed in | 303 | yes | 303 | 303 | 303 | 303 |";

  /** Servlets that lead to a page, or that nobody asks for by address. */
  private static final List<String> INTERNAL =
      List.of("", "/console", "/console/", "/error-page", "/malformed-target");

  private static final String LOG_IN = CELLS.get(AccessRule.OPEN);

  @Test
  void everyOperation_hasOneRule() {
    for (Operation operation : Operation.all()) {
      assertThat(AccessRule.declared(operation.resource(), operation.method()))
          .as("%s has one mark of %s", operation.method(), AccessRule.class)
          .hasSize(1);
    }
  }

  @Test
  void everyResource_isOfferedByAnApplication() {
    Set<String> offered =
        Operation.resources().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));

    Set<String> all =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.freshseal.api")
                .stream()
                .filter(type -> type.isAnnotatedWith(jakarta.ws.rs.Path.class))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

    assertThat(offered).isEqualTo(all);
  }

  @Test
  void thePage_listsEveryOperationAndEveryPage_andNothingElse() throws IOException {
    List<String> rows;
    try (Stream<String> lines = Files.lines(PAGE)) {
      rows =
          lines.filter(line -> line.matches("\\| (GET|PUT|POST|PATCH|DELETE|page) \\|.*")).toList();
    }

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(operations(), pages(), servlets()).flatMap(each -> each).toList());
  }

  // Those of the console are for who is signed in; the rest is named here, so that a new one shows.
  private static Stream<String> servlets() {
    Map<Boolean, List<String>> ofConsole =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.freshseal")
                .stream()
                .filter(type -> type.isAnnotatedWith(WebServlet.class))
                .flatMap(type -> Stream.of(type.getAnnotationOfType(WebServlet.class)))
                .flatMap(mark -> Stream.of(mark.urlPatterns()))
                .collect(Collectors.partitioningBy(path -> path.matches("/console/.+")));
    assertThat(ofConsole.get(false)).containsExactlyInAnyOrder(INTERNAL.toArray(String[]::new));
    return ofConsole.get(true).stream().map(path -> "| page | `" + path + "` | " + SIGNED_IN);
  }

  private static Stream<String> operations() {
    return Operation.all().stream()
        .map(each -> "| " + each.verb() + " | `" + each.address() + "` | " + CELLS.get(each.rule()))
        .distinct();
  }

  private static Stream<String> pages() throws IOException {
    try (Stream<Path> files = Files.walk(PAGES)) {
      return files
          .map(file -> "/" + PAGES.relativize(file).toString().replace('\\', '/'))
          .filter(page -> page.endsWith(".xhtml") && !page.startsWith("/WEB-INF/"))
          .map(page -> "| page | `" + page + "` | " + (isLogIn(page) ? LOG_IN : SIGNED_IN))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static boolean isLogIn(String page) {
    return page.equals("/console/login.xhtml");
  }
}
