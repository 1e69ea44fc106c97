package io.freshseal.shared.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

/** The page for operators says what the code says. */
class StatusCodesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "status-codes.md");

  @Test
  void page_listsEveryCodeWithNumberTextMeaningAndRemedy() throws IOException {
    ResourceBundle texts = ResourceBundle.getBundle("io.freshseal.messages", Locale.ROOT);
    List<String> expected =
        Arrays.stream(StatusCode.values())
            .map(
                c ->
                    "| "
                        + c.code()
                        + " | `"
                        + c.text()
                        + "` | "
                        + texts.getString(c.messageKey())
                        + " | "
                        + texts.getString(c.remedyKey())
                        + " |")
            .toList();

    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.contains("`STATUS_")).toList();

    assertThat(rows).containsExactlyElementsOf(expected);
  }
}
