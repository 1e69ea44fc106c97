package io.freshseal.console.forecast;

import io.freshseal.forecast.entity.FutureDay;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The coming days as a chart of bars, in units of its own: {@value #WIDTH} wide and {@value
 * #HEIGHT} high. One bar stands for as many days as keep them wide enough to see.
 *
 * @param bars one after the other; empty ones are left out
 * @param days the days on which something happens, for whoever would rather read
 * @param ticks dates along the axis
 * @param failing how many ways fail until the end
 * @param refusing how many computers refuse by then
 */
public record Timeline(
    List<Bar> bars, List<FutureDay> days, List<Tick> ticks, long failing, long refusing) {

  /** Width of the chart. */
  public static final int WIDTH = 960;

  /** Height of the bars' field. */
  public static final int HEIGHT = 120;

  private static final int MOST_BARS = 60;
  private static final int TICKS = 6;
  private static final int GAP = 3;
  private static final int LEAST = 4;

  /**
   * What happens in a stretch of days: failures below, renewals above them.
   *
   * @param from the first day
   * @param to the last day
   */
  public record Bar(
      LocalDate from,
      LocalDate to,
      int x,
      int width,
      int failingHeight,
      int renewedHeight,
      long failing,
      long renewed,
      long refusing) {

    /** Upper edge of the failures. */
    public int failingY() {
      return HEIGHT - failingHeight;
    }

    /** Upper edge of the renewals. */
    public int renewedY() {
      return HEIGHT - failingHeight - renewedHeight;
    }

    /** The days, as text. */
    public String span() {
      return from.equals(to) ? from.toString() : from + " – " + to;
    }
  }

  /** A date along the axis. */
  public record Tick(int x, LocalDate date) {}

  public Timeline {
    bars = List.copyOf(bars);
    days = List.copyOf(days);
    ticks = List.copyOf(ticks);
  }

  /** Draws the days between two dates, both included. */
  public static Timeline of(List<FutureDay> all, LocalDate first, LocalDate last) {
    List<FutureDay> days =
        all.stream()
            .filter(day -> !day.date().isBefore(first) && !day.date().isAfter(last))
            .toList();
    int length = Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 1;
    int each = (length + MOST_BARS - 1) / MOST_BARS;
    int count = (length + each - 1) / each;
    long[][] sums = new long[count][3];
    for (FutureDay day : days) {
      long[] sum = sums[(int) ChronoUnit.DAYS.between(first, day.date()) / each];
      sum[0] += day.failing();
      sum[1] += day.renewed();
      sum[2] += day.refusing();
    }
    return new Timeline(
        bars(sums, first, each),
        days,
        ticks(first, length),
        days.stream().mapToLong(FutureDay::failing).sum(),
        days.stream().mapToLong(FutureDay::refusing).sum());
  }

  private static List<Bar> bars(long[][] sums, LocalDate first, int each) {
    long most = 1;
    for (long[] sum : sums) {
      most = Math.max(most, sum[0] + sum[1]);
    }
    double slot = (double) WIDTH / sums.length;
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      if (sums[i][0] + sums[i][1] + sums[i][2] > 0) {
        LocalDate from = first.plusDays((long) i * each);
        bars.add(
            new Bar(
                from,
                from.plusDays(each - 1L),
                (int) (i * slot),
                Math.max(LEAST, (int) slot - GAP),
                height(sums[i][0], most),
                height(sums[i][1], most),
                sums[i][0],
                sums[i][1],
                sums[i][2]));
      }
    }
    return bars;
  }

  private static int height(long count, long most) {
    return count == 0 ? 0 : Math.max(LEAST, (int) (count * (HEIGHT - LEAST) / most));
  }

  private static List<Tick> ticks(LocalDate first, int length) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < TICKS; i++) {
      ticks.add(new Tick(i * WIDTH / TICKS, first.plusDays((long) i * length / TICKS)));
    }
    return ticks;
  }
}
