package io.freshseal.trust.agreement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The documentation's list of disagreements.
 *
 * @param disagreements by name of the case: what Freshseal says, then what openssl does
 * @param figures how many files there are of each sort, by the words of the page
 */
record AgreementPage(Map<String, String> disagreements, Map<String, Long> figures) {

  static final Path FILE = Path.of("..", "docs", "verifier-agreement.md");

  // | `chapter/name` | STATUS | accepts | why |
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `([a-z]+/[^`]+)` \\| `(STATUS_[A-Z_]+)` \\| (accepts|refuses) \\| (\\S.*) \\|");

  // | files in all | 395 |
  private static final Pattern FIGURE = Pattern.compile("\\| ([A-Za-z ]+) \\| (\\d+) \\|");

  static AgreementPage read() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    Map<String, Long> figures = new TreeMap<>();
    for (String line : Files.readAllLines(FILE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && rows.put(row.group(1), row.group(2) + " / " + row.group(3)) != null) {
        throw new IllegalStateException(row.group(1) + " is listed twice");
      }
      Matcher figure = FIGURE.matcher(line);
      if (figure.matches()) {
        figures.put(figure.group(1), Long.valueOf(figure.group(2)));
      }
    }
    return new AgreementPage(rows, figures);
  }
}
