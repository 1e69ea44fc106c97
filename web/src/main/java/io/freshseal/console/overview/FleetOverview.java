package io.freshseal.console.overview;

import io.freshseal.alerts.boundary.Alerts;
import io.freshseal.alerts.entity.Alert;
import io.freshseal.alerts.entity.AlertState;
import io.freshseal.computers.boundary.FleetFigures;
import io.freshseal.fleet.boundary.RelayBuilds;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What the overview tells of the fleet: its open alerts and the builds of its relays. */
@Named
@RequestScoped
public class FleetOverview {

  private static final int ALERTS = 5;

  private final Alerts alerts;
  private final FleetFigures figures;
  private final RelayBuilds builds;
  private List<Alert> open;
  private List<BuildBar> bars;

  /** For the container's proxy. */
  protected FleetOverview() {
    this(null, null, null);
  }

  @Inject
  public FleetOverview(Alerts alerts, FleetFigures figures, RelayBuilds builds) {
    this.alerts = alerts;
    this.figures = figures;
    this.builds = builds;
  }

  /** The newest alerts that nobody acknowledged. */
  public List<Alert> getAlerts() {
    if (open == null) {
      open = alerts.find(AlertState.OPEN, 0, ALERTS);
    }
    return open;
  }

  /** The builds of the relays, the newest first. */
  public List<BuildBar> getBuilds() {
    if (bars == null) {
      bars = BuildBar.of(figures.relaysPerBuild(), builds.table());
    }
    return bars;
  }
}
