package io.freshseal.console.computers;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/**
 * Which computer the page is about, as text from its address. Lives as long as the page is looked
 * at, so that a button means the computer that its reader saw.
 */
@Named
@ViewScoped
public class ComputerChoice implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private String id;

  /** The id, if it has the form of one. */
  Optional<UUID> chosen() {
    try {
      return Optional.ofNullable(id).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }
}
