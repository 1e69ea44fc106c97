package io.freshseal.console.events;

import io.freshseal.console.frame.Language;
import io.freshseal.console.frame.Notices;
import io.freshseal.events.boundary.Recordings;
import io.freshseal.events.control.EventTexts;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.Recording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;

/** The catalogue of events, those whose title or number has the text of the address in it. */
@Named
@RequestScoped
public class EventTypesPage {

  private static final String PAGE =
      "/console/eventtypes?faces-redirect=true&includeViewParams=true";

  private final Recordings recordings;
  private final Notices notices;
  private final Language language;
  private String text;
  private List<Recording> types;

  /** For the container's proxy. */
  protected EventTypesPage() {
    this(null, null, null);
  }

  @Inject
  public EventTypesPage(Recordings recordings, Notices notices, Language language) {
    this.recordings = recordings;
    this.notices = notices;
    this.language = language;
  }

  /** The types that the page shows. */
  public List<Recording> getTypes() {
    if (types == null) {
      types = recordings.list().stream().filter(this::isWanted).toList();
    }
    return types;
  }

  private boolean isWanted(Recording type) {
    String wanted = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    return title(type).toLowerCase(Locale.ROOT).contains(wanted)
        || Integer.toString(type.type().number()).contains(wanted);
  }

  /** The title of a type in the language of the page. */
  public String title(Recording type) {
    return EventTexts.title(type.type(), language.getLocale());
  }

  /** Class and icon of a level, in the words of the style sheet. */
  public String style(EventLevel level) {
    return switch (level) {
      case INFO -> "info";
      case WARNING -> "due";
      case ERROR -> "critical";
      case CRITICAL -> "expired";
    };
  }

  /** Switches the recording of a type. */
  public String set(String name, boolean on) {
    types = null;
    return recordings
        .set(name, on)
        .fold(
            changed -> {
              String done = on ? "eventtypes.done.on" : "eventtypes.done.off";
              notices.done(done, Integer.toString(changed.type().number()));
              return PAGE;
            },
            refused -> {
              notices.refused(refused.code(), refused.sentence());
              return null;
            });
  }

  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }
}
