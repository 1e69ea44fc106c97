package io.freshseal.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Bars that lie in groups, as SVG for a page of the documentation: text, readable in light and
 * dark, with each value written at its bar. The axis is logarithmic where values are far apart.
 */
final class BarPlot {
  private static final int WIDTH = 900;
  private static final int LEFT = 250;
  private static final int RIGHT = 90;
  private static final int TOP = 78;
  private static final int BAR = 15;
  private static final int GAP = 14;
  private static final List<String> COLOURS =
      List.of("#2f7ed8", "#e08214", "#3a9a5b", "#b04a9c", "#7a7a7a");

  private static final String STYLE =
      """
      <style>
        text { font: 13px sans-serif; fill: #1b1f24; }
        .title { font-size: 16px; font-weight: bold; }
        .grid { stroke: #8c959f; stroke-opacity: .35; }
        .mark { stroke: #cf222e; stroke-dasharray: 5 4; }
        @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .mark { stroke: #ff7b72; } }
      </style>
      """;

  private final String title;
  private final String axis;
  private final List<String> series;
  private final boolean logarithmic;
  private final List<Group> groups = new ArrayList<>();
  private OptionalDouble mark = OptionalDouble.empty();

  private record Group(String name, double[] values) {}

  /**
   * An empty one.
   *
   * @param axis what the values are, and their unit
   * @param series what the bars of each group are, at most five
   */
  BarPlot(String title, String axis, boolean logarithmic, String... series) {
    this.title = title;
    this.axis = axis;
    this.logarithmic = logarithmic;
    this.series = List.of(series);
  }

  /** Adds a group; a value that is not positive has no bar. */
  BarPlot add(String name, double... values) {
    groups.add(new Group(name, values.clone()));
    return this;
  }

  /** Draws a line at a value, a goal for example. */
  BarPlot mark(double value) {
    mark = OptionalDouble.of(value);
    return this;
  }

  String svg() {
    int height = TOP + groups.size() * (series.size() * BAR + GAP) + 44;
    StringBuilder svg =
        new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n"
                .formatted(WIDTH, height));
    svg.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
    text(svg, 12, 24, "class=\"title\"", title);
    for (int i = 0; i < series.size(); i++) {
      int x = 12 + i * 170;
      svg.append(rectangle(x, 40, 12, 12, COLOURS.get(i)));
      text(svg, x + 18, 51, "", series.get(i));
    }
    int bottom = height - 44;
    axis(svg, bottom);
    int y = TOP;
    for (Group group : groups) {
      text(svg, LEFT - 10, y + series.size() * BAR / 2 + 4, "text-anchor=\"end\"", group.name());
      for (int i = 0; i < group.values().length; i++) {
        bar(svg, y + i * BAR, group.values()[i], COLOURS.get(i));
      }
      y += series.size() * BAR + GAP;
    }
    mark.ifPresent(value -> line(svg, "mark", x(value), bottom));
    return svg.append("</svg>\n").toString();
  }

  private void bar(StringBuilder svg, int y, double value, String colour) {
    if (value > 0) {
      double width = Math.max(1, x(value) - LEFT);
      svg.append(rectangle(LEFT, y, width, BAR - 2, colour));
      text(svg, LEFT + width + 5, y + BAR - 4, "", number(value));
    }
  }

  private void axis(StringBuilder svg, int bottom) {
    for (double tick : ticks()) {
      line(svg, "grid", x(tick), bottom);
      text(svg, x(tick), bottom + 16, "text-anchor=\"middle\"", number(tick));
    }
    text(svg, LEFT + plotWidth() / 2.0, bottom + 36, "text-anchor=\"middle\"", axis);
  }

  private double[] ticks() {
    double step = Math.pow(10, Math.floor(Math.log10(most())));
    return logarithmic
        ? DoubleStream.iterate(least(), tick -> tick <= most() * 1.001, tick -> tick * 10).toArray()
        : DoubleStream.iterate(0, tick -> tick <= most(), tick -> tick + step).toArray();
  }

  private double most() {
    double most = values().max().orElse(1);
    return logarithmic ? Math.pow(10, Math.ceil(Math.log10(most) - 1e-9)) : most * 1.05;
  }

  private double least() {
    double least = values().min().orElse(1);
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    // A bar has to have a length.
    return power == least ? power / 10 : power;
  }

  private DoubleStream values() {
    return groups.stream().flatMapToDouble(g -> DoubleStream.of(g.values())).filter(v -> v > 0);
  }

  private static int plotWidth() {
    return WIDTH - LEFT - RIGHT;
  }

  private double x(double value) {
    double share =
        logarithmic ? Math.log10(value / least()) / Math.log10(most() / least()) : value / most();
    return LEFT + Math.max(0, Math.min(1, share)) * plotWidth();
  }

  private static void line(StringBuilder svg, String kind, double x, int bottom) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n",
            kind,
            x,
            x,
            TOP - 8,
            bottom));
  }

  private static String rectangle(double x, int y, double width, int height, String colour) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
        x,
        y,
        width,
        height,
        colour);
  }

  private static void text(StringBuilder svg, double x, int y, String attributes, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" %s>%s</text>\n",
            x,
            y,
            attributes,
            escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String number(double value) {
    if (value >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 1 ? "%.2f" : "%.3g", value);
  }
}
