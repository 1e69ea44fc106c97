package io.freshseal.events.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the field's numbers that are not used says what the code says. */
class EventNumbersPageTest {

  private static final Pattern ROW = Pattern.compile("^\\| ([0-9, ]+) \\|[^|]+\\| ([^|]+) \\|$");
  private static final Pattern NUMBER = Pattern.compile("\\b[1-9][0-9]{2,3}\\b");
  private static final Set<Integer> USED =
      Arrays.stream(EventType.values()).map(EventType::number).collect(Collectors.toSet());

  private static List<MatchResult> rows() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "event-numbers.md")).stream()
        .flatMap(line -> ROW.matcher(line).results())
        .toList();
  }

  private static Stream<Integer> numbers(String cell) {
    return NUMBER.matcher(cell).results().map(number -> Integer.valueOf(number.group()));
  }

  @Test
  void numbersThatAreNotRecorded_areNone() throws IOException {
    assertThat(rows().stream().flatMap(row -> numbers(row.group(1))))
        .hasSizeGreaterThan(90)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(USED);
  }

  @Test
  void numbersToLookForInstead_areThere() throws IOException {
    assertThat(
            rows().stream()
                .map(row -> row.group(2).replaceAll("refused with 400", ""))
                .flatMap(EventNumbersPageTest::numbers))
        .isNotEmpty()
        .isSubsetOf(USED);
  }
}
