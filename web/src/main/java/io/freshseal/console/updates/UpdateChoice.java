package io.freshseal.console.updates;

import io.freshseal.updates.entity.StepState;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/**
 * Which run the page is about and which of its computers it shows, as text from its address. Lives
 * as long as the page is looked at, so that a button means the run that its reader saw.
 */
@Named
@ViewScoped
public class UpdateChoice implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private String id;
  private String state;

  /** The id, if it has the form of one. */
  Optional<UUID> chosen() {
    try {
      return Optional.ofNullable(id).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The state that is asked for; empty for all. */
  Optional<StepState> wanted() {
    return StepState.parse(state);
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getState() {
    return state;
  }

  public void setState(String state) {
    this.state = state;
  }
}
