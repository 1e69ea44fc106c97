package io.freshseal.console.events;

import io.freshseal.console.frame.Language;
import io.freshseal.console.frame.Texts;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.shared.control.JsonFields;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** One system event with what is to be done about it. */
@Named("eventPage")
@RequestScoped
public class EventDetails {

  private final EventLog log;
  private final Language language;
  private final Texts texts;
  private String id;
  private Optional<StoredEvent> event = Optional.empty();

  /** For the container's proxy. */
  protected EventDetails() {
    this(null, null, null);
  }

  @Inject
  public EventDetails(EventLog log, Language language, Texts texts) {
    this.log = log;
    this.language = language;
    this.texts = texts;
  }

  /** Whether there is such an event, or still is: events are kept for a while only. */
  public boolean isFound() {
    return event.isPresent();
  }

  /** The event in words; null if there is none. */
  public EventRow getRow() {
    return event.map(found -> EventRow.of(found, language.getLocale())).orElse(null);
  }

  /** Name of the event's origin; null if there is none. */
  public String getOrigin() {
    return event.map(found -> found.origin().name()).orElse(null);
  }

  /** The next step, in one or two sentences. */
  public String getRemedy() {
    return Optional.ofNullable(getRow())
        .flatMap(EventRow::status)
        .map(texts::remedy)
        .filter(remedy -> !remedy.isBlank())
        .orElseGet(() -> texts.of("event.nothing"));
  }

  public String getId() {
    return id;
  }

  /** The event's key, which is its id in the API; null if there is none. */
  public String getKey() {
    return event.map(StoredEvent::key).orElse(null);
  }

  /** Finds the event by its row number or its key; what is neither finds none. */
  public void setId(String id) {
    this.id = id;
    this.event =
        id != null && id.matches("[0-9]{1,18}")
            ? log.find(Long.parseLong(id))
            : JsonFields.parseUuid(id == null ? "" : id).flatMap(log::find);
  }
}
