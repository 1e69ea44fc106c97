package io.freshseal.forecast.entity;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What happens on a day, by UTC.
 *
 * @param renewed ways on which something runs out that will have been renewed by then
 * @param failing ways on which something is refused from this day on
 * @param refusing agents that refuse from this day on and did not before
 * @param total all agents that refuse by the end of this day
 */
public record FutureDay(LocalDate date, long renewed, long failing, long refusing, long total) {

  public FutureDay {
    Objects.requireNonNull(date);
  }
}
