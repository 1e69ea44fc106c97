package io.freshseal.plots;

import io.freshseal.plots.PageTable.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What is drawn of a table of the page of benchmarks, and how.
 *
 * @param name of the file, without its ending
 * @param table the table's name
 * @param label what a row is called at its bars
 * @param series what is drawn of each row, by what it is called
 * @param mark a goal, drawn as a line
 */
record Plot(
    String name,
    String table,
    String title,
    String axis,
    boolean logarithmic,
    Function<Row, String> label,
    Map<String, ToDoubleFunction<Row>> series,
    OptionalDouble mark) {

  /** One without series, whose axis is logarithmic. */
  static Plot of(String name, String table, String title, String axis) {
    return new Plot(
        name, table, title, axis, true, Row::name, new LinkedHashMap<>(), OptionalDouble.empty());
  }

  /** The same with an axis that begins at zero. */
  Plot linear() {
    return new Plot(name, table, title, axis, false, label, series, mark);
  }

  /** The same with another label. */
  Plot labelled(Function<Row, String> label) {
    return new Plot(name, table, title, axis, logarithmic, label, series, mark);
  }

  /** The same with a line at a value. */
  Plot marked(double value) {
    return new Plot(name, table, title, axis, logarithmic, label, series, OptionalDouble.of(value));
  }

  /** The same with one more bar at each row. */
  Plot with(String called, ToDoubleFunction<Row> value) {
    Map<String, ToDoubleFunction<Row>> more = new LinkedHashMap<>(series);
    more.put(called, value);
    return new Plot(name, table, title, axis, logarithmic, label, more, mark);
  }

  /** The same with a column of the table as one more bar. */
  Plot with(String called, String column) {
    return with(called, row -> row.number(column));
  }

  /** Draws it. */
  String svg(List<Row> rows) {
    BarPlot plot = new BarPlot(title, axis, logarithmic, series.keySet().toArray(String[]::new));
    mark.ifPresent(plot::mark);
    for (Row row : rows) {
      plot.add(
          label.apply(row),
          series.values().stream().mapToDouble(value -> value.applyAsDouble(row)).toArray());
    }
    return plot.svg();
  }
}
