package io.freshseal.console.components;

import io.freshseal.shared.entity.ComponentKind;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.Locale;

/**
 * Which components the user asks for, as text from the address of the page. What cannot be read
 * counts as not asked for. Lives as long as the page is looked at, so that paging keeps it.
 */
@Named
@ViewScoped
public class ComponentFilter implements Serializable {

  /** The state that stands for everything a run of the relay would bring something for. */
  static final String BEHIND = "behind";

  @Serial private static final long serialVersionUID = 1L;

  private String text;
  private String kind;
  private String state;

  /** Whether a component is among those asked for. */
  public boolean admits(ComponentRow row) {
    return hasText(row) && hasKind(row) && hasState(row);
  }

  private boolean hasText(ComponentRow row) {
    return text == null || row.id().contains(text.strip().toLowerCase(Locale.ROOT));
  }

  private boolean hasKind(ComponentRow row) {
    return ComponentKind.parse(kind).map(wanted -> row.entry().kind() == wanted).orElse(true);
  }

  private boolean hasState(ComponentRow row) {
    if (state == null || state.isBlank()) {
      return true;
    }
    return BEHIND.equals(state)
        ? row.standing().isBehind()
        : row.held() && row.urgency().getStyle().equals(state);
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
