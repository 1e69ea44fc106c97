package io.freshseal.console.components;

import io.freshseal.console.frame.Urgency;
import io.freshseal.inventory.boundary.InventoryDesk;
import io.freshseal.inventory.entity.HeldComponent;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.shared.entity.ComponentKind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The list of components with their signature files, filtered by the page's address. */
@Named
@RequestScoped
public class ComponentsPage {

  private final Stock stock;
  private final InventoryDesk inventory;
  private final ComponentFilter filter;
  private List<ComponentRow> rows;

  /** For the container's proxy. */
  protected ComponentsPage() {
    this(null, null, null);
  }

  @Inject
  public ComponentsPage(Stock stock, InventoryDesk inventory, ComponentFilter filter) {
    this.stock = stock;
    this.inventory = inventory;
    this.filter = filter;
  }

  /** What passes the filter; what expires first comes first. A list of its own, to be sorted. */
  public List<ComponentRow> getRows() {
    if (rows == null) {
      rows =
          new ArrayList<>(
              stock.rows().stream()
                  .filter(filter::admits)
                  .sorted(
                      Comparator.comparing(ComponentRow::expires).thenComparing(ComponentRow::id))
                  .toList());
    }
    return rows;
  }

  /** The row of what is held of a component, with its certificate; null if there is none. */
  public HeldComponent facts(ComponentRow row) {
    StoreName store = stock.isRelay() ? StoreName.RELAY : StoreName.SOURCE;
    return row.held() ? inventory.find(store, row.entry().id()).orElse(null) : null;
  }

  /** Whether anything is asked for at all. */
  public boolean isFiltered() {
    return stock.rows().size() != getRows().size();
  }

  /** The kinds to choose from. */
  public List<ComponentKind> getKinds() {
    return List.of(ComponentKind.values());
  }

  /** The states to choose from. */
  public List<String> getStates() {
    List<String> states = new ArrayList<>();
    for (Urgency urgency : Urgency.values()) {
      states.add(urgency.getStyle());
    }
    states.add(ComponentFilter.BEHIND);
    return states;
  }
}
