package io.freshseal.console.bundles;

import io.freshseal.bundle.entity.BundleOutlook.Advice;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;

/**
 * What the last look ahead advised, for as long as its page is looked at: its buttons are there.
 */
@Named
@ViewScoped
public class BundleAdvice implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private Advice value = Advice.NONE;

  public Advice getValue() {
    return value;
  }

  public void setValue(Advice value) {
    this.value = value;
  }
}
