package io.freshseal.console.alerts;

import io.freshseal.alerts.boundary.Alerts;
import io.freshseal.alerts.entity.Alert;
import io.freshseal.alerts.entity.AlertState;
import io.freshseal.console.frame.Notices;
import io.freshseal.console.frame.Texts;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.shared.control.JsonFields;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The alerts in one state, as the address asks for, and acknowledging one of them. */
@Named
@RequestScoped
public class AlertsPage {

  private static final int ROWS = 50;
  private static final int MOST_PAGES = 100_000;

  private final Alerts alerts;
  private final Notices notices;
  private final Texts texts;
  private String state;
  private String page = "";
  private List<Alert> list;
  private long open = -1;
  private long total = -1;

  /** For the container's proxy. */
  protected AlertsPage() {
    this(null, null, null);
  }

  @Inject
  public AlertsPage(Alerts alerts, Notices notices, Texts texts) {
    this.alerts = alerts;
    this.notices = notices;
    this.texts = texts;
  }

  private AlertState wanted() {
    return AlertState.parse(state).orElse(AlertState.OPEN);
  }

  /** The alerts of the page, the newest first. */
  public List<Alert> getAlerts() {
    if (list == null) {
      list = alerts.find(wanted(), number() * ROWS, ROWS);
    }
    return list;
  }

  /** The page that is shown, from 0 on, never beyond the last. */
  public int number() {
    int asked = page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 0;
    return (int) Math.min(Math.min(asked, MOST_PAGES), Math.max(0, (total() - 1) / ROWS));
  }

  private long total() {
    if (total < 0) {
      total = alerts.count(wanted());
    }
    return total;
  }

  /** Whether a page follows. */
  public boolean isMore() {
    return (number() + 1L) * ROWS < total();
  }

  /** The states to choose from. */
  public List<AlertState> getStates() {
    return List.of(AlertState.values());
  }

  /** How many are in a state. */
  public long count(AlertState one) {
    return alerts.count(one);
  }

  /** How many are open and not acknowledged; 0 as well while the database cannot tell. */
  public long getOpen() {
    if (open < 0) {
      try {
        open = alerts.count(AlertState.OPEN);
      } catch (EJBException e) {
        // Every page asks this, and pages that need no database go on without it.
        open = 0;
      }
    }
    return open;
  }

  /** Whether alerts can be acknowledged that the page shows. */
  public boolean isSeenable() {
    return wanted() != AlertState.ENDED;
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

  /** Within how many days the end of an alert is. */
  public String nearness(Alert alert) {
    int days = alert.withinDays().orElse(0);
    return days == 0 ? texts.of("alerts.ended") : texts.of("alerts.within", days);
  }

  /** Acknowledges the chosen alert. */
  public String acknowledge() {
    Map<String, String> sent =
        FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    Optional<UUID> id = Optional.ofNullable(sent.get("alert")).flatMap(JsonFields::parseUuid);
    if (id.isEmpty()) {
      notices.wrong("alerts.gone");
      return null;
    }
    return alerts
        .acknowledge(id.get(), sent.get("reason"))
        .fold(
            done -> {
              notices.done("alerts.acknowledged");
              return "/console/alerts?faces-redirect=true&includeViewParams=true";
            },
            refused -> {
              notices.refused(refused.code(), refused.sentence());
              return null;
            });
  }

  public String getPage() {
    return page;
  }

  public void setPage(String page) {
    this.page = page == null ? "" : page;
  }

  public String getState() {
    return wanted().name();
  }

  public void setState(String state) {
    this.state = state;
  }
}
