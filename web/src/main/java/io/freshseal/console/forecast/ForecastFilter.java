package io.freshseal.console.forecast;

import io.freshseal.forecast.entity.Assumption;
import io.freshseal.forecast.entity.Forecast;
import io.freshseal.forecast.entity.PathLine;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Which forecast the user asks for, as text from the address of the page. What cannot be read
 * counts as not asked for.
 */
@Named
@RequestScoped
public class ForecastFilter {

  private static final int MOST_PAGES = 100_000;
  private static final Duration AHEAD = Duration.ofDays(90);

  private String day = "";
  private String assume = "";
  private String group = "";
  private String show = "";
  private String page = "";

  /** The end of the chosen day by UTC, if it can be read and lies within ten years. */
  public Optional<Instant> at(Instant now) {
    try {
      return Optional.of(day)
          .filter(text -> text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
          .map(LocalDate::parse)
          .map(date -> date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1))
          .filter(instant -> instant.isBefore(now.plusSeconds(3660L * 86_400)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Until when is looked: at least three months, so that there is something beside the day. */
  public Instant until(Instant now) {
    Instant least = now.plus(AHEAD);
    return at(now).filter(least::isBefore).orElse(least);
  }

  /** The ways that are asked for, the first to be refused first. */
  public List<PathLine> paths(Forecast forecast, Instant now) {
    return forecast.paths(chosenGroup(), until(now)).stream()
        .filter(line -> isAll() || !line.renewsItself())
        .toList();
  }

  /** What is taken for granted. */
  public Assumption assumption() {
    return Assumption.parse(assume).orElse(Assumption.RELAYS_RENEW);
  }

  /** The one group that is asked about. */
  public Optional<String> chosenGroup() {
    return Optional.of(group).filter(id -> !id.isBlank());
  }

  /** Whether what is renewed in time is shown, too. */
  public boolean isAll() {
    return "all".equals(show);
  }

  /** The page of the list, from 0 on. */
  public int number() {
    return Optional.of(page)
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(Integer::parseInt)
        .map(number -> Math.min(number, MOST_PAGES))
        .orElse(0);
  }

  /** Whether anything is asked for at all. */
  public boolean isActive() {
    return !day.isBlank()
        || assumption() != Assumption.RELAYS_RENEW
        || chosenGroup().isPresent()
        || isAll();
  }

  // Links keep every parameter, and none may be null.
  private static String given(String value) {
    return value == null ? "" : value;
  }

  public String getDay() {
    return day;
  }

  public void setDay(String day) {
    this.day = given(day);
  }

  public String getAssume() {
    return assume;
  }

  public void setAssume(String assume) {
    this.assume = given(assume);
  }

  public String getGroup() {
    return group;
  }

  public void setGroup(String group) {
    this.group = given(group);
  }

  public String getShow() {
    return show;
  }

  public void setShow(String show) {
    this.show = given(show);
  }

  public String getPage() {
    return page;
  }

  public void setPage(String page) {
    this.page = given(page);
  }
}
