package io.freshseal.console.bundles;

import io.freshseal.shared.entity.StatusCode;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;

/**
 * Which bundle a page shows, and what was found, for as long as the page is looked at: its buttons
 * mean what its reader saw, and nothing is inspected again when one is pressed.
 */
@Named
@ViewScoped
public class SeenBundle implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private String upload;
  private StatusCode found;

  /** What was found; empty if there is no such bundle, or it is being read. */
  void found(Optional<StatusCode> code) {
    found = code.orElse(null);
  }

  /** Whether there is such a bundle. */
  public boolean isThere() {
    return found != null;
  }

  /** Whether it may be taken in. */
  public boolean isSound() {
    return found == StatusCode.OK;
  }

  /** Whether something is missing that a request list would name. */
  public boolean isIncomplete() {
    return found == StatusCode.BUNDLE_INCOMPLETE;
  }

  /** Whether the date of the next courier alone is against it. */
  public boolean isEarly() {
    return found == StatusCode.BUNDLE_ENDS_EARLY;
  }

  public String getUpload() {
    return upload;
  }

  public void setUpload(String upload) {
    this.upload = upload;
  }
}
