package io.freshseal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.api.access.AccessRule;
import io.freshseal.api.waiting.WaitingFilter;
import jakarta.servlet.annotation.WebFilter;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The description at {@code /openapi} says what the resources do. */
class OpenApiTest {

  private static final String HEALTH = "GET /health/ready";

  @Test
  void every_operation_is_described_and_nothing_else() throws IOException {
    assertThat(described().keySet()).isEqualTo(offered().keySet());
  }

  @Test
  void what_is_described_as_open_is_open_and_nothing_else() throws IOException {
    assertThat(openOnes(described())).isEqualTo(openOnes(offered()));
  }

  @Test
  void every_annotated_query_parameter_is_described() throws IOException {
    String text = text();

    for (Operation operation : Operation.all()) {
      for (Annotation[] annotations : operation.method().getParameterAnnotations()) {
        for (Annotation annotation : annotations) {
          if (annotation instanceof QueryParam parameter) {
            assertThat(text).contains("name: " + parameter.value() + "\n      in: query");
          }
        }
      }
    }
  }

  @Test
  void every_operation_describes_what_may_refuse_it() throws IOException {
    String operations = text().split("\ncomponents:\n")[0];
    for (String operation : operations.split("\n {4}(?=(?:get|head|put|post|patch|delete):\n)")) {
      if (operation.contains("operationId:") && !operation.contains("operationId: ready")) {
        assertThat(operation).contains("\"401\":", "\"429\":", "\"500\":");
      }
      if (operation.contains("      security:\n")) {
        assertThat(operation).contains("\"403\":");
      }
      if (operation.contains("      requestBody:\n")) {
        assertThat(operation).contains("\"400\":", "\"413\":");
      }
    }
  }

  @Test
  void every_reference_leads_somewhere_and_no_two_operations_share_a_name() throws IOException {
    String text = text();
    Matcher reference = Pattern.compile("#/components/([a-zA-Z]+)/([a-zA-Z]+)\"").matcher(text);
    while (reference.find()) {
      String section = text.split("\n {2}" + reference.group(1) + ":\n")[1];
      assertThat(section.split("\n {2}(?=[a-z])")[0]).contains("    " + reference.group(2) + ":\n");
    }
    assertThat(text.lines().filter(line -> line.startsWith("      operationId: ")))
        .doesNotHaveDuplicates();
  }

  private static TreeSet<String> openOnes(Map<String, Boolean> operations) {
    return operations.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Operations of the document, and whether they need no credentials. */
  private static Map<String, Boolean> described() throws IOException {
    Map<String, Boolean> operations = new TreeMap<>();
    String path = "";
    String operation = "";
    for (String line : text().lines().takeWhile(l -> !l.equals("components:")).toList()) {
      if (line.matches(" {2}/.*:")) {
        path = line.strip().replaceFirst(":$", "").replaceAll("\\{[^}]*}", "{}");
      } else if (line.matches(" {4}[a-z]+:")) {
        operation = line.strip().replace(":", "").toUpperCase() + " " + path;
        operations.put(operation, true);
      } else if (line.equals("      security:")) {
        operations.put(operation, false);
      }
    }
    return operations;
  }

  /** Operations of the resources, and the waiting before them, and whether they are open. */
  private static Map<String, Boolean> offered() {
    Map<String, Boolean> operations = new TreeMap<>(Map.of(HEALTH, true));
    for (Operation operation : Operation.all()) {
      operations.put(
          operation.verb() + " " + operation.address().replaceAll("\\{[^}]*}", "{}"),
          operation.rule() == AccessRule.OPEN);
    }
    for (String path : WaitingFilter.class.getAnnotation(WebFilter.class).urlPatterns()) {
      operations.put("HEAD " + path, true);
    }
    return operations;
  }

  private static String text() throws IOException {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
