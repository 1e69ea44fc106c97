package io.freshseal.console.source;

import io.freshseal.console.components.Comparison;
import io.freshseal.console.components.ComponentRow;
import io.freshseal.console.frame.SeenRows;
import io.freshseal.console.frame.Times;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.shared.entity.ComponentId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** The components that the source offers, and renewing their signature files. */
@Named
@RequestScoped
public class OfferedPage {

  private final SourceDesk desk;
  private final PublishEndings endings;
  private final SeenRows seenRows;
  private final Times times;
  private List<ComponentRow> rows;

  /** For the container's proxy. */
  protected OfferedPage() {
    this(null, null, null, null);
  }

  @Inject
  public OfferedPage(SourceDesk desk, PublishEndings endings, SeenRows seenRows, Times times) {
    this.desk = desk;
    this.endings = endings;
    this.seenRows = seenRows;
    this.times = times;
  }

  /** What the catalog offers, sorted by id. */
  public List<ComponentRow> getRows() {
    if (rows == null) {
      rows =
          desk.snapshot()
              .map(held -> Comparison.alone(held.catalog().components(), times.getNow()))
              .orElse(List.of());
    }
    return rows;
  }

  /** Which components the list shows. */
  public String getSeen() {
    return SeenRows.mark(getRows().stream().map(ComponentRow::id));
  }

  public void setSeen(String seen) {
    seenRows.require(seen, getSeen());
  }

  /** Signs all components anew and publishes. */
  public String renewAll() {
    return ended(desk.renew(Optional.empty()));
  }

  /** Signs one component anew and publishes. */
  public String renew(ComponentId component) {
    return ended(desk.renew(Optional.of(component)));
  }

  private String ended(PublishOutcome outcome) {
    rows = null;
    return endings.of(outcome, "renew.nothing");
  }
}
