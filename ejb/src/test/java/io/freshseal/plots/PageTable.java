package io.freshseal.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of a page, which a comment above it names: {@code <!-- table: name -->}. */
final class PageTable {
  private static final Pattern MARK = Pattern.compile("<!-- table: ([a-z0-9-]+) -->");
  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,]*(\\.[0-9]+)?");

  /**
   * One row.
   *
   * @param name the first cell
   */
  record Row(String name, Map<String, String> cells) {

    /**
     * The first number of a cell, NaN where there is none.
     *
     * @param column how the head of the table calls it
     */
    double number(String column) {
      String cell = cells.get(column);
      if (cell == null) {
        throw new IllegalArgumentException("no column " + column + " in " + cells.keySet());
      }
      Matcher matcher = NUMBER.matcher(cell);
      return matcher.find() ? Double.parseDouble(matcher.group().replace(",", "")) : Double.NaN;
    }
  }

  private PageTable() {}

  /** All named tables, by name; of a name that comes twice the last. */
  static Map<String, List<Row>> of(List<String> page) {
    Map<String, List<Row>> tables = new TreeMap<>();
    for (int i = 0; i < page.size(); i++) {
      Matcher mark = MARK.matcher(page.get(i));
      if (mark.matches()) {
        tables.put(mark.group(1), rows(page.subList(i + 1, page.size())));
      }
    }
    return tables;
  }

  private static List<Row> rows(List<String> lines) {
    List<String> table = lines.stream().takeWhile(line -> line.startsWith("|")).toList();
    List<String> head = cells(table.get(0));
    List<Row> rows = new ArrayList<>();
    for (String line : table.subList(2, table.size())) {
      List<String> cells = cells(line);
      Map<String, String> byName = new TreeMap<>();
      for (int i = 1; i < head.size(); i++) {
        byName.put(head.get(i), cells.get(i));
      }
      rows.add(new Row(cells.get(0), byName));
    }
    return rows;
  }

  private static List<String> cells(String line) {
    return Pattern.compile("\\|").splitAsStream(line.substring(1)).map(String::strip).toList();
  }
}
