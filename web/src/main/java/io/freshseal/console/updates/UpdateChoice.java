package io.freshseal.console.updates;

import io.freshseal.updates.entity.StepStanding;
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
  private String standing;

  /** The id, if it has the form of one. */
  Optional<UUID> chosen() {
    return Ids.parse(id);
  }

  /** What is asked for; empty for all. */
  Optional<StepStanding> wanted() {
    return StepStanding.parse(standing);
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getStanding() {
    return standing;
  }

  public void setStanding(String standing) {
    this.standing = standing;
  }
}
