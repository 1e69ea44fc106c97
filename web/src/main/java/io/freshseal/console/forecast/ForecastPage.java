package io.freshseal.console.forecast;

import io.freshseal.console.frame.Texts;
import io.freshseal.console.frame.Times;
import io.freshseal.forecast.boundary.Forecasts;
import io.freshseal.forecast.entity.Arrears;
import io.freshseal.forecast.entity.Assumption;
import io.freshseal.forecast.entity.Forecast;
import io.freshseal.forecast.entity.Judgement;
import io.freshseal.forecast.entity.PathLine;
import io.freshseal.forecast.entity.SourceSight;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The forecast of the fleet, as the address of the page asks for it; made once in a request. */
@Named
@RequestScoped
public class ForecastPage {

  private static final int ROWS = 25;

  private final Forecasts forecasts;
  private final ForecastFilter filter;
  private final Times times;
  private final Texts texts;
  private Forecast forecast;
  private List<PathLine> lines;

  /** For the container's proxy. */
  protected ForecastPage() {
    this(null, null, null, null);
  }

  @Inject
  public ForecastPage(Forecasts forecasts, ForecastFilter filter, Times times, Texts texts) {
    this.forecasts = forecasts;
    this.filter = filter;
    this.times = times;
    this.texts = texts;
  }

  private Forecast forecast() {
    if (forecast == null) {
      forecast = forecasts.make(filter.assumption());
    }
    return forecast;
  }

  /** The day that the fleet is judged on, at its end; now, if none is chosen. */
  public Instant getAt() {
    return filter.at(times.getNow()).orElse(times.getNow());
  }

  private Instant until() {
    return filter.until(times.getNow());
  }

  /** The fleet on that day. */
  public Judgement getJudgement() {
    return forecast().at(getAt(), filter.chosenGroup());
  }

  /** The coming days as a chart. */
  public Timeline getTimeline() {
    return Timeline.of(
        forecast().days(filter.chosenGroup(), until()), date(times.getNow()), date(until()));
  }

  private static LocalDate date(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Who is behind the source. */
  public Arrears getArrears() {
    return Arrears.of(forecast().picture(), filter.chosenGroup());
  }

  /** What is known of the primary source. */
  public SourceSight getSource() {
    return forecast().picture().source();
  }

  /** Class and icon of the source, in the words of the style sheet. */
  public String getSourceStyle() {
    return getSource().renews(times.getNow()) ? "ok" : getSource().isCurrent() ? "due" : "expired";
  }

  /** One sentence on the source. */
  public String getSourceSentence() {
    SourceSight sight = getSource();
    if (sight.isCurrent()) {
      String key =
          sight.renews(times.getNow()) ? "forecast.source.renews" : "forecast.source.stalls";
      return texts.of(key, sight.offer().orElseThrow().catalog().sequence());
    }
    return sight
        .unknownSince()
        .map(since -> texts.of("forecast.source.unknown", times.local(since)))
        .orElseGet(() -> texts.of("forecast.source.never"));
  }

  private List<PathLine> lines() {
    if (lines == null) {
      lines = filter.paths(forecast(), times.getNow());
    }
    return lines;
  }

  /** One page of what runs out, the first to be refused first. */
  public List<PathLine> getRows() {
    return lines().stream().skip((long) number() * ROWS).limit(ROWS).toList();
  }

  /** How many there are. */
  public int getTotal() {
    return lines().size();
  }

  /** The page that is shown, from 0 on, never beyond the last. */
  public int number() {
    int last = Math.max(0, (getTotal() - 1) / ROWS);
    return Math.min(filter.number(), last);
  }

  /** Whether a page follows. */
  public boolean isMore() {
    return (number() + 1) * ROWS < getTotal();
  }

  /** The assumptions to choose from. */
  public List<Assumption> getAssumptions() {
    return List.of(Assumption.values());
  }

  /** The day as the field of the filter has it. */
  public String getDate() {
    return date(getAt()).toString();
  }
}
