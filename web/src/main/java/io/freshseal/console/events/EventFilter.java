package io.freshseal.console.events;

import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.Origin;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the user asks for, as text from the address of the page. What cannot be read counts as not
 * asked for. Lives as long as the page is looked at, so that paging keeps it.
 */
@Named
@ViewScoped
public class EventFilter implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private String level;
  private String origin;
  private String number;
  private String text;
  private String from;
  private String until;

  /**
   * The query for the event log, without a stretch.
   *
   * @param zone that the times are meant in
   */
  public EventQuery query(ZoneId zone) {
    return EventQuery.all()
        .levels(levels())
        .origin(named(Origin.values(), origin))
        .number(number != null && number.matches("[0-9]{1,6}") ? Integer.valueOf(number) : null)
        .text(text)
        .between(WallTime.from(from, zone), WallTime.until(until, zone));
  }

  /** Whether anything is asked for at all. */
  public boolean isActive() {
    return Arrays.asList(level, origin, number, text, from, until).stream()
        .anyMatch(value -> value != null && !value.isBlank());
  }

  // A level stands for itself and everything worse: who asks for warnings wants the errors too.
  private Set<EventLevel> levels() {
    EventLevel least = named(EventLevel.values(), level);
    return least == null
        ? Set.of()
        : Arrays.stream(EventLevel.values())
            .filter(each -> each.compareTo(least) >= 0)
            .collect(Collectors.toSet());
  }

  private static <E extends Enum<E>> E named(E[] values, String name) {
    return Arrays.stream(values).filter(each -> each.name().equals(name)).findFirst().orElse(null);
  }

  public String getLevel() {
    return level;
  }

  public void setLevel(String level) {
    this.level = level;
  }

  public String getOrigin() {
    return origin;
  }

  public void setOrigin(String origin) {
    this.origin = origin;
  }

  public String getNumber() {
    return number;
  }

  public void setNumber(String number) {
    this.number = number;
  }

  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(String from) {
    this.from = from;
  }

  public String getUntil() {
    return until;
  }

  public void setUntil(String until) {
    this.until = until;
  }
}
