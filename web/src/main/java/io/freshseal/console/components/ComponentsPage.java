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
import java.util.Locale;
import java.util.function.Predicate;

/** The list of components with their signature files, filtered by the page's address. */
@Named
@RequestScoped
public class ComponentsPage {

  private static final String BEHIND = "behind";

  private final Stock stock;
  private final InventoryDesk inventory;
  private List<ComponentRow> rows;
  private String text;
  private String kind;
  private String state;

  /** For the container's proxy. */
  protected ComponentsPage() {
    this(null, null);
  }

  @Inject
  public ComponentsPage(Stock stock, InventoryDesk inventory) {
    this.stock = stock;
    this.inventory = inventory;
  }

  /** What passes the filter; what expires first comes first. A list of its own, to be sorted. */
  public List<ComponentRow> getRows() {
    if (rows == null) {
      rows =
          new ArrayList<>(
              stock.rows().stream()
                  .filter(hasText().and(hasKind()).and(hasState()))
                  .sorted(
                      Comparator.comparing(ComponentRow::expires).thenComparing(ComponentRow::id))
                  .toList());
    }
    return rows;
  }

  private Predicate<ComponentRow> hasText() {
    String wanted = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    return row -> row.id().contains(wanted);
  }

  private Predicate<ComponentRow> hasKind() {
    return ComponentKind.parse(kind)
        .<Predicate<ComponentRow>>map(wanted -> row -> row.entry().kind() == wanted)
        .orElse(row -> true);
  }

  private Predicate<ComponentRow> hasState() {
    if (BEHIND.equals(state)) {
      return row -> row.standing().isBehind();
    }
    return row ->
        state == null || state.isBlank() || (row.held() && row.urgency().getStyle().equals(state));
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
    states.add(BEHIND);
    return states;
  }

  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getState() {
    return state;
  }

  public void setState(String state) {
    this.state = state;
  }
}
